import { DomainError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';

/** The protocol's own shape of a refusal (DL-1). */
export interface DirectLineError {
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly body: { readonly error: { readonly code: string; readonly message: string } };
}

const CODES: Readonly<Record<number, string>> = {
  400: 'BadArgument',
  401: 'MissingCredentials',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'MessageSizeTooBig',
  415: 'BadArgument',
  429: 'TooManyRequests',
  502: 'BotError',
  503: 'ServiceUnavailable',
};

/** Clients look for this one to ask their page for a new token. */
const TOKEN_REFUSED = 'direct_line_token_refused';

/**
 * What a Direct Line client is told. `isBotAtFault`: a mistake of ours while a message was taken is the bot's 502, after
 * which clients send the same again.
 */
export function directLineErrorOf(error: unknown, isBotAtFault: boolean, log: Log): DirectLineError {
  if (error instanceof DomainError && error.definition.status < 500) return refusalOf(error);
  const { statusCode = 500, message = '' } = (error ?? {}) as { statusCode?: number; message?: string };
  if (statusCode >= 400 && statusCode < 500) {
    return answer(statusCode, CODES[statusCode] ?? 'BadArgument', { message });
  }
  log.error({ error }, 'a Direct Line request failed');
  if (isBotAtFault)
    return answer(502, 'BotError', { message: 'The bot could not take this. Send it again.' });
  return answer(500, 'ServiceError', { message: 'Something failed on our side. Try again.' });
}

function refusalOf({ definition, detail, retryAfterSeconds }: DomainError): DirectLineError {
  const { code, status, title } = definition;
  const protocolCode = code === TOKEN_REFUSED ? 'TokenExpired' : (CODES[status] ?? 'BadArgument');
  return answer(status, protocolCode, { message: detail ?? title, retryAfterSeconds });
}

function answer(
  status: number,
  code: string,
  { message, retryAfterSeconds }: { message: string; retryAfterSeconds?: number | undefined },
): DirectLineError {
  return { status, retryAfterSeconds, body: { error: { code, message } } };
}
