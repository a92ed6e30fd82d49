import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const APP_ID = '0a1b2c3d-0000-4000-8000-00000000b07f';
const TENANT_ID = '11111111-2222-4333-8444-555555555555';
const SECRET = 'secret-of-a-registered-bot';

/** An Activity as a channel's people would see it. */
export interface Told {
  readonly conversationId: string;
  readonly authorization: string;
  readonly activity: {
    readonly type: string;
    readonly text?: string;
    readonly attachments?: readonly { readonly contentType: string; readonly content?: unknown }[];
    readonly [other: string]: unknown;
  };
}

/** The other side of a bot of the Bot Framework: who proves, and a channel that posts and listens. */
export interface Azure {
  readonly url: string;
  /** What Tilltalk is configured with to be this bot. */
  readonly environment: Record<string, string>;
  readonly told: Told[];
  /** Answers the next posts of the bot with these, by conversation. */
  readonly answers: Map<string, number[]>;
  /** A token as a channel shows it; claims may be changed to what is refused. */
  token(claims?: Record<string, unknown>, signedBy?: 'channel' | 'stranger'): Promise<string>;
  close(): Promise<void>;
}

export async function startAzure(): Promise<Azure> {
  const keys = { channel: await generateKeyPair('RS256'), stranger: await generateKeyPair('RS256') };
  const jwk = { ...(await exportJWK(keys.channel.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const told: Told[] = [];
  const answers = new Map<string, number[]>();
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      const [status, answer] = pathname.includes('/v3/conversations/')
        ? take(pathname, { body, authorization: String(request.headers.authorization) })
        : prove(pathname, body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  const prove = (pathname: string, body: string): [number, object] => {
    if (pathname.endsWith('/discovery/v2.0/keys')) return [200, { keys: [jwk] }];
    const isKnown = new URLSearchParams(body).get('client_secret') === SECRET;
    return isKnown ? [200, { access_token: 'token-of-the-bot', expires_in: 3600 }] : [401, {}];
  };
  const take = (pathname: string, posted: { body: string; authorization: string }): [number, object] => {
    const [, conversationId = ''] = /\/v3\/conversations\/([^/]+)\/activities/.exec(pathname) ?? [];
    const status = answers.get(decodeURIComponent(conversationId))?.shift() ?? 200;
    const { body, authorization } = posted;
    if (status === 200) told.push({ conversationId, authorization, activity: JSON.parse(body) });
    return [status, { id: `there-${told.length}` }];
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    told,
    answers,
    environment: {
      BOT_FRAMEWORK_APP_ID: APP_ID,
      BOT_FRAMEWORK_TENANT_ID: TENANT_ID,
      BOT_FRAMEWORK_SECRET: SECRET,
      BOT_FRAMEWORK_AUTHORITY: url,
      BOT_FRAMEWORK_SERVICE_HOSTS: '127.0.0.1',
      WEBHOOK_ALLOWED_HOSTS: `127.0.0.1:${port}`,
    },
    token: (claims = {}, signedBy = 'channel') =>
      new SignJWT({ iss: `${url}/${TENANT_ID}/v2.0`, aud: APP_ID, serviceurl: url, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1', typ: 'JWT' })
        .setIssuedAt()
        .setExpirationTime((claims['exp'] as number | undefined) ?? '1h')
        .sign(keys[signedBy].privateKey),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
