import { createCipheriv, createSign, createVerify, type KeyObject, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { makeRsaKey } from '../rsa.ts';
import { type IssuedCertificate, issueCertificate } from './certificate.ts';

/** The platform's half of the wire: it checks what merchants sign and signs what it says. */
export interface Platform {
  readonly publicKeyId: string;
  readonly publicKey: KeyObject;
  /** Certificates as they are handed out, the signing one last. */
  certificates(): readonly IssuedCertificate[];
  /** A new certificate signs from now on; the old one is handed out beside it until `retire`. */
  rotate(): IssuedCertificate;
  /** Only the newest is handed out. */
  retire(): void;
  /** What answers and notifications are signed with when the merchant does not ask for the public key. */
  signWith(what: 'certificate' | 'public_key'): void;
  /** Moves the timestamps of what is signed, in ms. */
  skew(byMs: number): void;
  headers(
    body: string,
    wish?: { publicKey?: boolean; probe?: boolean; forged?: boolean },
  ): Record<string, string>;
  seal(text: string, associatedData: string): SealedText;
}

export interface SealedText {
  readonly algorithm: 'AEAD_AES_256_GCM';
  readonly nonce: string;
  readonly associated_data: string;
  readonly ciphertext: string;
}

export function newPlatform(apiV3Key: string): Platform {
  const pair = makeRsaKey();
  const publicKeyId = `PUB_KEY_ID_0116${Date.now()}`;
  let certificates: readonly IssuedCertificate[] = [issueCertificate()];
  let mode: 'certificate' | 'public_key' = 'certificate';
  let skewMs = 0;
  const signer = (byPublicKey: boolean): { serial: string; privateKey: KeyObject } => {
    const newest = certificates.at(-1);
    if (byPublicKey || newest === undefined) return { serial: publicKeyId, privateKey: pair.privateKey };
    return newest;
  };
  return {
    publicKeyId,
    publicKey: pair.publicKey,
    certificates: () => certificates,
    rotate: () => {
      const fresh = issueCertificate();
      certificates = [...certificates, fresh];
      return fresh;
    },
    retire: () => {
      certificates = certificates.slice(-1);
    },
    signWith: (what) => {
      mode = what;
    },
    skew: (byMs) => {
      skewMs = byMs;
    },
    headers: (body, wish = {}) => {
      const { serial, privateKey } = signer(wish.publicKey ?? mode === 'public_key');
      const timestamp = String(Math.floor((Date.now() + skewMs) / 1000));
      const nonce = randomBytes(16).toString('hex');
      const text = `${timestamp}\n${nonce}\n${wish.forged ? `${body} ` : body}\n`;
      const signature = createSign('RSA-SHA256').update(text).sign(privateKey, 'base64');
      return {
        'wechatpay-serial': serial,
        'wechatpay-timestamp': timestamp,
        'wechatpay-nonce': nonce,
        'wechatpay-signature': wish.probe ? `WECHATPAY/SIGNTEST/${signature.slice(19)}` : signature,
        'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
      };
    },
    seal: (text, associatedData) => seal(apiV3Key, text, associatedData),
  };
}

export function seal(apiV3Key: string, text: string, associatedData: string): SealedText {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce));
  cipher.setAAD(Buffer.from(associatedData));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    nonce,
    associated_data: associatedData,
    ciphertext: sealed.toString('base64'),
  };
}

export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Why a merchant's request is turned away; null when its signature holds for exactly this request. */
export function refusalOfRequest(
  merchant: { mchid: string; serial: string; publicKey: KeyObject },
  request: SignedRequest,
): string | null {
  const authorization = request.headers.authorization ?? '';
  const [schema, rest = ''] = authorization.split(/ (.*)/s);
  if (schema !== 'WECHATPAY2-SHA256-RSA2048') return 'no signature of this schema';
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(rest)?.[1] ?? '';
  if (part('mchid') !== merchant.mchid) return 'unknown merchant';
  if (part('serial_no') !== merchant.serial) return 'unknown certificate';
  if (Math.abs(Date.now() / 1000 - Number(part('timestamp'))) > 300) return 'too old or too young';
  const lines = [request.method, request.path, part('timestamp'), part('nonce_str'), request.body];
  const text = lines.map((line) => `${line}\n`).join('');
  const holds = createVerify('RSA-SHA256')
    .update(text)
    .verify(merchant.publicKey, part('signature'), 'base64');
  return holds ? null : 'the signature does not hold';
}
