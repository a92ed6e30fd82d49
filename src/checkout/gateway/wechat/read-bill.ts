import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { DomainError } from '../../../kernel/errors.ts';
import { checkoutErrors } from '../../errors.ts';
import { getStream } from '../http-stream.ts';
import type { StatementLine } from '../types.ts';
import { type Connection, callSigned, signedHeaders } from './connection.ts';
import { parseBill } from './parse-bill.ts';

const SILENCE_MAX_MS = 30_000;
const READY_HOUR_BEIJING = 10;

const Bill = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string().regex(/^[0-9a-fA-F]{40}$/),
  download_url: z.url({ protocol: /^https?$/ }),
});

/**
 * The trade bill of one Beijing day. It is written to a temporary file first, because only its end shows whether the
 * hash is right, and then read line by line: a day of a million lines needs no more memory than an empty one.
 * Throws `gateway_unavailable` when it cannot be had now, a plain Error when it cannot be read.
 */
export async function* readWechatBill(connection: Connection, day: string): AsyncGenerator<StatementLine> {
  const bill = await applyForBill(connection, day);
  if (bill === null) return;
  const folder = await mkdtemp(join(tmpdir(), 'tilltalk-bill-'));
  try {
    const file = join(folder, 'bill.csv');
    await download(connection, bill, file);
    yield* parseBill(createReadStream(file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Null when that day had no business. */
async function applyForBill(connection: Connection, day: string): Promise<z.infer<typeof Bill> | null> {
  const path = `/v3/bill/tradebill?bill_date=${encodeURIComponent(day)}&bill_type=ALL`;
  const result = await callSigned(connection, Bill, { method: 'GET', path });
  if (result.outcome === 'ok') return result.data;
  const refused = result.outcome === 'refused' ? result : undefined;
  // Before ten o'clock of the next day "no bill" may only mean "no bill yet".
  if (refused?.proven && refused.code === 'NO_STATEMENT_EXIST' && isReady(connection, day)) return null;
  const detail = refused ? `${refused.status} ${refused.code}` : (result as { cause: string }).cause;
  throw unavailable(`no statement of ${day}: ${detail}`);
}

function isReady({ config }: Connection, day: string): boolean {
  const readyAtMs = Date.parse(`${day}T00:00:00+08:00`) + (24 + READY_HOUR_BEIJING) * 3_600_000;
  return config.clock.nowMs() >= readyAtMs;
}

async function download(connection: Connection, bill: z.infer<typeof Bill>, file: string): Promise<void> {
  const hash = createHash('sha1');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(await open(connection, bill.download_url), hashing, createWriteStream(file));
  } catch (error) {
    throw unavailable(`the statement could not be downloaded: ${String(error)}`);
  }
  if (hash.digest('hex') !== bill.hash_value.toLowerCase())
    throw unavailable('the statement does not have the hash that was told');
}

/** The file itself carries no signature; its hash came signed. Our request is signed like any other. */
async function open(connection: Connection, address: string): Promise<AsyncIterable<Uint8Array>> {
  const url = new URL(address);
  if (url.origin !== new URL(connection.config.baseUrl).origin)
    throw new Error('the statement lies at a stranger’s address');
  const headers = signedHeaders(connection, { method: 'GET', path: url.pathname + url.search }, '');
  const answer = await getStream({ url: address, headers, silenceMaxMs: SILENCE_MAX_MS });
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  return answer.body;
}

function unavailable(detail: string): DomainError {
  return new DomainError(checkoutErrors.gateway_unavailable, { detail });
}
