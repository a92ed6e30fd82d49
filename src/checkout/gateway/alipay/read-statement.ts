import { TextDecoder } from 'node:util';
import { DomainError } from '../../../kernel/errors.ts';
import { checkoutErrors } from '../../errors.ts';
import type { StatementLine } from '../types.ts';
import { callAlipay, doubt } from './call.ts';
import type { Connection } from './config.ts';
import { BillUrl } from './messages.ts';
import { parseBill } from './parse-bill.ts';
import { unzip } from './unzip.ts';

const BILL_TIMEOUT_MS = 120_000;
const BILL_BYTES_MAX = 512 * 1024 * 1024;
/** Bills of a day are ready at ten o'clock of the next, Beijing time. */
const READY_MS = (24 + 10) * 3_600_000;
const UTF8_NAME = Buffer.from('支付宝');
const ARCHIVE = Buffer.from('PK');

/** Lines of one Beijing day. The archive is held whole, its content is unpacked as it is read. */
export async function* readStatement(connection: Connection, day: string): AsyncGenerator<StatementLine> {
  const url = await billUrlOf(connection, day);
  if (url === null) return;
  const answer = await connection.send({
    method: 'GET',
    url,
    isRepeatable: true,
    timeoutMs: BILL_TIMEOUT_MS,
    responseBytesMax: BILL_BYTES_MAX,
  });
  if (answer.outcome !== 'answered' || answer.status !== 200)
    throw unavailable(day, answer.outcome === 'answered' ? `status ${answer.status}` : answer.cause);
  yield* parseArchive(answer.body);
}

/** Lines of a bill that somebody downloaded from Alipay's console: the archive, or the detail bill out of it. */
export async function* parseStatement(file: AsyncIterable<Uint8Array>): AsyncGenerator<StatementLine> {
  const chunks = file[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) throw new Error('the file is empty');
  const whole = { [Symbol.asyncIterator]: () => restOf(first.value, chunks) };
  if (!Buffer.from(first.value).subarray(0, 2).equals(ARCHIVE)) return yield* parseBill(linesOf(whole));
  const parts: Uint8Array[] = [];
  for await (const chunk of whole) parts.push(chunk);
  yield* parseArchive(Buffer.concat(parts));
}

async function* restOf(
  first: Uint8Array,
  chunks: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield first;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

function parseArchive(archive: Buffer): AsyncIterable<StatementLine> {
  const entry = unzip(archive).find(({ name }) => name.includes('业务明细') && !name.includes('汇总'));
  if (entry === undefined) throw new Error('the archive holds no detail bill');
  return parseBill(linesOf(entry.read()));
}

/** Null for a day on which nothing was sold: Alipay makes no bill of it. */
async function billUrlOf(connection: Connection, day: string): Promise<string | null> {
  const result = await callAlipay(connection, BillUrl, {
    method: 'GET',
    path: `/v3/alipay/data/dataservice/bill/downloadurl/query?bill_type=trade&bill_date=${encodeURIComponent(day)}`,
  });
  if (result.outcome === 'ok') {
    const url = result.data.bill_download_url;
    // Only a simulator may give its bill away without a lock on the way.
    if (!url.startsWith('https:') && connection.baseUrl.startsWith('https:'))
      throw unavailable(day, 'its address is not https');
    return url;
  }
  const isReady = connection.wallMs() >= Date.parse(`${day}T00:00:00+08:00`) + READY_MS;
  const isAbsent = result.outcome === 'refused' && /bill_not_exist/i.test(result.code ?? '');
  if (isReady && isAbsent) return null;
  throw unavailable(day, doubt(result).cause);
}

/** Bills come in GBK or in UTF-8; the first line names Alipay in one of them. */
async function* linesOf(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let rest = '';
  for await (const chunk of file) {
    decoder ??= new TextDecoder(Buffer.from(chunk.subarray(0, 64)).includes(UTF8_NAME) ? 'utf-8' : 'gb18030');
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function unavailable(day: string, detail: string): DomainError {
  return new DomainError(checkoutErrors.gateway_unavailable, { detail: `no statement of ${day}: ${detail}` });
}
