import type { Egress } from '../../kernel/egress/egress.ts';
import { limits } from '../../kernel/limits.ts';

/** A bot as it is registered with its channels. */
export interface AppCredentials {
  readonly appId: string;
  readonly tenantId: string;
  readonly secret: string;
  /** Who proves bots and channels to each other, e.g. `https://login.microsoftonline.com`. */
  readonly authority: string;
}

interface TokenDeps extends AppCredentials {
  readonly egress: Egress;
  readonly wallMs: () => number;
}

const SCOPE = 'https://api.botframework.com/.default';

/** By which our bot proves itself to channels: asked for once and kept until shortly before it ends (RFC 6749, 4.4). */
export function createAppToken(deps: TokenDeps): () => Promise<string> {
  let kept: { readonly asked: Promise<Granted>; endsAtMs: number } | undefined;
  return async () => {
    if (kept === undefined || kept.endsAtMs <= deps.wallMs()) {
      const fresh = { asked: askForToken(deps), endsAtMs: Number.POSITIVE_INFINITY };
      kept = fresh;
      fresh.asked.then(
        ({ expiresInMs }) => {
          fresh.endsAtMs = deps.wallMs() + expiresInMs - limits.cloudChannelTokenMarginMs;
        },
        () => {
          if (kept === fresh) kept = undefined;
        },
      );
    }
    return (await kept.asked).token;
  };
}

interface Granted {
  readonly token: string;
  readonly expiresInMs: number;
}

async function askForToken({ egress, appId, tenantId, secret, authority }: TokenDeps): Promise<Granted> {
  const form = { grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope: SCOPE };
  const result = await egress.send({
    method: 'POST',
    url: `${authority}/${tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: limits.cloudChannelTimeoutMs,
    responseBytesMax: limits.cloudChannelAnswerBytesMax,
  });
  if (result.outcome !== 'answered') throw new Error(`no token for the channel: ${result.cause}`);
  if (result.status !== 200) throw new Error(`no token for the channel: answered ${result.status}`);
  const granted = JSON.parse(result.body.toString('utf8')) as { access_token?: string; expires_in?: number };
  if (!granted.access_token) throw new Error('no token for the channel: none in the answer');
  return { token: granted.access_token, expiresInMs: (granted.expires_in ?? 0) * 1000 };
}
