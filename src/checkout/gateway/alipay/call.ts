import type { z } from 'zod';
import { limits } from '../../../kernel/limits.ts';
import { type HttpResult, type JsonResult, parseJson } from '../http-client.ts';
import type { Connection } from './config.ts';

type Answered = HttpResult & { readonly outcome: 'answered' };

export interface AlipayCall {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

export type AlipayResult<Data> = JsonResult<Data>;
export type AlipayFailure = Exclude<AlipayResult<never>, { outcome: 'ok' }>;

/**
 * One signed call of the v3 API. `ok` only when Alipay's own signature and its time hold; `refused` when Alipay says by
 * code that it did nothing; what its machines could not finish is `unknown`. All calls of it may be repeated.
 */
export async function callAlipay<Schema extends z.ZodType>(
  connection: Connection,
  schema: Schema,
  call: AlipayCall,
): Promise<AlipayResult<z.infer<Schema>>> {
  const body = call.body === undefined ? '' : JSON.stringify(call.body);
  const result = await connection.send({
    method: call.method,
    url: connection.baseUrl + call.path,
    headers: {
      accept: 'application/json',
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...headersOf(connection, call, body),
    },
    ...(body === '' ? {} : { body }),
    isRepeatable: true,
  });
  if (result.outcome !== 'answered') return result;
  if (result.status >= 400) return refusalOf(connection, result);
  if (result.status !== 200) return { outcome: 'unknown', cause: `status ${result.status}` };
  const doubt = doubtOf(connection, result);
  if (doubt !== null) return { outcome: 'unknown', cause: doubt };
  const parsed = schema.safeParse(parseJson(result.body));
  return parsed.success
    ? { outcome: 'ok', data: parsed.data }
    : { outcome: 'unknown', cause: 'the answer has an unexpected form' };
}

function headersOf(connection: Connection, call: AlipayCall, body: string): Record<string, string> {
  const { keys, appId } = connection;
  const parts = [
    `app_id=${appId}`,
    ...(keys.appCertSerial === null ? [] : [`app_cert_sn=${keys.appCertSerial}`]),
    `nonce=${connection.newNonce()}`,
    `timestamp=${connection.wallMs()}`,
  ].join(',');
  const signature = keys.sign(`${parts}\n${call.method}\n${call.path}\n${body}\n`);
  return {
    authorization: `ALIPAY-SHA256withRSA ${parts},sign=${signature}`,
    'alipay-request-id': connection.newNonce(),
    ...(keys.rootCertSerial === null ? {} : { 'alipay-root-cert-sn': keys.rootCertSerial }),
  };
}

function refusalOf(connection: Connection, answer: Answered): AlipayFailure {
  const { status } = answer;
  const json = parseJson(answer.body);
  const code = typeof json === 'object' && json !== null && 'code' in json ? json.code : null;
  if (status >= 500 || status === 408 || typeof code !== 'string')
    return { outcome: 'unknown', cause: `status ${status}` };
  // Alipay tells trouble of its own machines with a 400, too.
  if (/SYSTEM_(?:ERROR|BUSY)$/i.test(code)) return { outcome: 'unknown', cause: code };
  // A refusal need not be signed: Alipay cannot sign for an application that it does not know. Nor is its time asked for:
  // a wrong clock is what it may be about.
  if (headerOf(answer, 'alipay-signature') !== null && !isSigned(connection, answer))
    return { outcome: 'unknown', cause: 'the refusal is not signed by Alipay' };
  return { outcome: 'refused', status, code };
}

/** Why an answer is not believed; null when it is Alipay's own, of now. */
function doubtOf(connection: Connection, answer: Answered): string | null {
  if (!isSigned(connection, answer)) return 'the answer is not signed by Alipay';
  const skewMs = Math.abs(connection.wallMs() - Number(headerOf(answer, 'alipay-timestamp')));
  return skewMs <= limits.clockSkewToleranceMs ? null : 'the answer is of another time';
}

function isSigned({ keys }: Connection, answer: Answered): boolean {
  const timestamp = headerOf(answer, 'alipay-timestamp') ?? '';
  const nonce = headerOf(answer, 'alipay-nonce') ?? '';
  return keys.verify({
    text: `${timestamp}\n${nonce}\n${answer.body.toString('utf8')}\n`,
    signature: headerOf(answer, 'alipay-signature') ?? '',
    serial: headerOf(answer, 'alipay-sn'),
  });
}

function headerOf(answer: Answered, name: string): string | null {
  const value = answer.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A failure as doubt about a payment or refund. */
export function doubt(failure: AlipayFailure): { readonly outcome: 'unknown'; readonly cause: string } {
  const cause =
    failure.outcome === 'refused'
      ? `refused with ${failure.status} ${failure.code ?? ''}`.trim()
      : failure.cause;
  return { outcome: 'unknown', cause };
}

export function isCode(failure: AlipayFailure, code: string): boolean {
  return failure.outcome === 'refused' && failure.code === code;
}
