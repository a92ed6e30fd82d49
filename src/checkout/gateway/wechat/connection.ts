import { createPrivateKey } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../../../kernel/clock.ts';
import { newSecret } from '../../../kernel/id.ts';
import { type HttpClient, type HttpResult, httpClient, readJsonResult } from '../http-client.ts';
import {
  createPlatformKeys,
  type PlatformKeys,
  type PlatformPublicKey,
  type Verdict,
} from './platform-keys.ts';
import { authorizationOf, type MerchantKey, proofOf, signLines } from './sign.ts';

/** What WeChat Pay lets this merchant use: a QR, a page for phone browsers, payment inside WeChat. */
export type WechatPayProduct = 'native' | 'h5' | 'jsapi';

export interface WechatPayConfig {
  /** https://api.mch.weixin.qq.com, or a simulator of it in test mode. */
  readonly baseUrl: string;
  /** Our account. */
  readonly mchid: string;
  readonly appId: string;
  /** Serial number of our API certificate. */
  readonly merchantSerial: string;
  /** PEM of its private key. */
  readonly merchantPrivateKey: string;
  /** 32 characters: opens notifications and certificates. */
  readonly apiV3Key: string;
  /** WeChat Pay's public keys by id; without one its certificates are downloaded. Both may be live. */
  readonly publicKeys: readonly PlatformPublicKey[];
  readonly products: readonly WechatPayProduct[];
  /** False when the other side is a simulator: WeChat Pay itself has no test mode. */
  readonly livemode: boolean;
  /** Its price by contract, parts per million of an amount; 6000 = 0.6 %. */
  readonly feePpm?: number;
  /** Limit of one call. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

export interface Connection {
  readonly config: WechatPayConfig;
  readonly send: HttpClient;
  readonly merchant: MerchantKey;
  readonly keys: PlatformKeys;
}

export interface Call {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
}

/**
 * `refused`: a 4xx. `proven`: WeChat Pay signed it; what nobody signed says at most that we were turned away at the door.
 * Whatever else nobody signed is `unknown`.
 */
export type SignedResult<Data> =
  | { readonly outcome: 'ok'; readonly data: Data }
  | { readonly outcome: 'refused'; readonly status: number; readonly code: string; readonly proven: boolean }
  | { readonly outcome: 'not_sent'; readonly cause: string }
  | { readonly outcome: 'unknown'; readonly cause: string };

/** Makes the connection of one merchant. Throws when a key is no PEM. */
export function connect(config: WechatPayConfig): Connection {
  const merchant = {
    mchid: config.mchid,
    serial: config.merchantSerial,
    privateKey: createPrivateKey(config.merchantPrivateKey),
  };
  const send = httpClient({ timeoutMs: config.timeoutMs });
  const parts = { config, send, merchant };
  const keys = createPlatformKeys({
    clock: config.clock,
    apiV3Key: config.apiV3Key,
    publicKeys: config.publicKeys,
    download: () => sendSigned(parts, { method: 'GET', path: '/v3/certificates' }),
  });
  return { ...parts, keys };
}

/** Asks WeChat Pay and believes only what it signed. Every call may be repeated, by our numbers. */
export async function callSigned<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  call: Call,
): Promise<SignedResult<z.infer<Schema>>> {
  void connection.keys.refreshIfDue();
  const result = await sendSigned(connection, call);
  if (result.outcome !== 'answered') return result;
  const proven = (await verdictOf(connection, result)) === 'holds';
  const read = readJsonResult(result, schema);
  if (read.outcome === 'refused') return { ...read, code: read.code ?? '', proven };
  if (read.outcome === 'ok' && !proven)
    return { outcome: 'unknown', cause: 'the answer is not signed by WeChat Pay' };
  return read;
}

/** The lines signed by our key, for what the learner's app hands on. */
export function signByMerchant({ merchant }: Connection, lines: readonly string[]): string {
  return signLines(merchant.privateKey, lines);
}

/** Headers of a request that is signed for exactly this path and body. */
export function signedHeaders(
  { config, merchant }: Pick<Connection, 'config' | 'merchant'>,
  call: Call,
  body: string,
): Record<string, string> {
  const timestampSeconds = Math.floor(config.clock.wallMs() / 1000);
  const request = { method: call.method, path: call.path, timestampSeconds, nonce: newSecret(), body };
  const [newest] = config.publicKeys;
  return {
    authorization: authorizationOf(merchant, request),
    accept: 'application/json',
    'user-agent': 'Tilltalk',
    ...(body === '' ? {} : { 'content-type': 'application/json' }),
    // Asks for answers signed by this key rather than by a certificate.
    ...(newest === undefined ? {} : { 'wechatpay-serial': newest.id }),
  };
}

function sendSigned(
  parts: Pick<Connection, 'config' | 'send' | 'merchant'>,
  call: Call,
): Promise<HttpResult> {
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  return parts.send({
    method: call.method,
    url: parts.config.baseUrl + call.path,
    headers: signedHeaders(parts, call, body),
    ...(body === '' ? {} : { body }),
    isRepeatable: true,
  });
}

async function verdictOf(
  { keys, config }: Connection,
  result: Extract<HttpResult, { outcome: 'answered' }>,
): Promise<Verdict> {
  const proof = proofOf(result.headers);
  const verdict = keys.verify(proof, { body: result.body, nowMs: config.clock.wallMs() });
  if (verdict !== 'unknown_key') return verdict;
  await keys.refresh('answer');
  return keys.verify(proof, { body: result.body, nowMs: config.clock.wallMs() });
}
