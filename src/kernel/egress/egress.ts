import { lookup as dnsLookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export interface EgressRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the first byte of effort to the last byte that is read, in ms. */
  readonly timeoutMs: number;
  /** More of the answer is not read. */
  readonly responseBytesMax: number;
  /** Gives up at once. */
  readonly signal?: AbortSignal;
  /** Hears the answer's bytes as they come, of a status of 200 only. */
  readonly onBytes?: (bytes: Buffer) => void;
}

/** `refused`: by our own rules, nothing was sent. `failed`: no answer came; the request may have arrived. */
export type EgressResult =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: Buffer;
      /** True when there was more than `responseBytesMax`. */
      readonly isCut: boolean;
    }
  | { readonly outcome: 'refused'; readonly cause: string }
  | { readonly outcome: 'failed'; readonly cause: string };

/**
 * Calls an address that somebody else chose: https and the public internet only, no redirects followed. What the name
 * resolves to is checked, and the connection goes to the checked address and no other, whatever the name says a moment
 * later. Never rejects.
 */
export interface Egress {
  send(request: EgressRequest): Promise<EgressResult>;
  /** Why an address can surely not be called, without asking a name server; undefined when it may be. */
  refusalOf(url: string): string | undefined;
}

export interface EgressOptions {
  /** Hosts, as `name` or `name:port`, that may be private and may speak http. */
  readonly allowedHosts: readonly string[];
  /** All addresses of a name. */
  readonly resolve?: (name: string) => Promise<readonly Address[]>;
  /** What counts as public. */
  readonly isPublic?: (address: string) => boolean;
}

interface Address {
  readonly address: string;
  readonly family: number;
}

/** Makes the one door through which addresses given by others are called. */
export function createEgress(options: EgressOptions): Egress {
  const rules = {
    allowedHosts: new Set(options.allowedHosts.map((host) => host.toLowerCase())),
    resolve: options.resolve ?? ((name: string) => dnsLookup(name, { all: true, verbatim: true })),
    isPublic: options.isPublic ?? isPublicAddress,
  };
  return {
    refusalOf: (url) => refusalOf(rules, url),
    send: (request) => send(rules, request),
  };
}

interface Rules {
  readonly allowedHosts: ReadonlySet<string>;
  readonly resolve: (name: string) => Promise<readonly Address[]>;
  readonly isPublic: (address: string) => boolean;
}

function refusalOf(rules: Rules, text: string): string | undefined {
  if (!URL.canParse(text)) return 'it is no URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'it is not https';
  if (url.username !== '' || url.password !== '') return 'it carries credentials';
  if (isAllowed(rules, url)) return undefined;
  if (url.protocol !== 'https:') return 'it is not https';
  const name = nameOf(url);
  if (name === 'localhost' || name.endsWith('.localhost')) return 'it is not on the public internet';
  return isIP(name) !== 0 && !rules.isPublic(name) ? 'it is not on the public internet' : undefined;
}

function isAllowed({ allowedHosts }: Rules, url: URL): boolean {
  return allowedHosts.has(url.host) || allowedHosts.has(url.hostname);
}

/** URL keeps the brackets of IPv6. */
function nameOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

async function send(rules: Rules, request: EgressRequest): Promise<EgressResult> {
  const refusal = refusalOf(rules, request.url);
  if (refusal !== undefined) return { outcome: 'refused', cause: refusal };
  const url = new URL(request.url);
  const deadline = deadlineOf(request);
  try {
    const addresses = await orAborted(addressesOf(rules, nameOf(url)), deadline.signal);
    if (!isAllowed(rules, url) && !addresses.every(({ address }) => rules.isPublic(address)))
      return { outcome: 'refused', cause: 'its name leads to an address that is not public' };
    return await call({ url, request, addresses, signal: deadline.signal });
  } catch (error) {
    return { outcome: 'failed', cause: deadline.hasPassed() ? 'timeout' : causeOf(error) };
  } finally {
    deadline.end();
  }
}

/** Ends a call when its time is over or its caller gives up. */
function deadlineOf({ timeoutMs, signal }: EgressRequest) {
  const stop = new AbortController();
  let hasPassed = false;
  const timer = setTimeout(() => {
    hasPassed = true;
    stop.abort();
  }, timeoutMs);
  const giveUp = (): void => stop.abort();
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp);
  return {
    signal: stop.signal,
    hasPassed: () => hasPassed,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    },
  };
}

async function addressesOf(rules: Rules, name: string): Promise<readonly Address[]> {
  const version = isIP(name);
  if (version !== 0) return [{ address: name, family: version }];
  const addresses = await rules.resolve(name);
  if (addresses.length === 0) throw new Error('the name has no address');
  return addresses;
}

/** A name server may keep us waiting longer than the call may take. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

interface Call {
  readonly url: URL;
  readonly request: EgressRequest;
  readonly addresses: readonly Address[];
  readonly signal: AbortSignal;
}

async function call({ url, request, addresses, signal }: Call): Promise<EgressResult> {
  const { method, headers, body } = request;
  const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    // A connection of its own, so that none is reused that was opened under another name.
    agent: false,
    lookup: pinnedTo(addresses),
    signal,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
  });
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', resolve);
    outgoing.end(body);
  });
  const { bytes, isCut } = await readSome(response, request);
  outgoing.destroy();
  return {
    outcome: 'answered',
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: bytes,
    isCut,
  };
}

function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_name, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family ?? 4);
  };
}

async function readSome(
  response: http.IncomingMessage,
  { responseBytesMax: bytesMax, onBytes }: EgressRequest,
): Promise<{ bytes: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (response.statusCode === 200 && size <= bytesMax) onBytes?.(chunk);
    if (size > bytesMax) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, bytesMax), isCut: size > bytesMax };
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : error.message;
}
