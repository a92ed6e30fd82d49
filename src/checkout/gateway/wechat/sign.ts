import { createDecipheriv, createSign, createVerify, type KeyObject } from 'node:crypto';

/** What WeChat Pay calls this way of signing, in the Authorization header. */
const SCHEMA = 'WECHATPAY2-SHA256-RSA2048';

/** Signatures that begin so are WeChat Pay's tests of whether we verify at all: they must be refused. */
const PROBE_PREFIX = 'WECHATPAY/SIGNTEST/';

const TAG_BYTES = 16;

export interface RequestToSign {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly path: string;
  readonly timestampSeconds: number;
  readonly nonce: string;
  readonly body: string;
}

export interface MerchantKey {
  readonly mchid: string;
  /** Serial number of the merchant's API certificate. */
  readonly serial: string;
  readonly privateKey: KeyObject;
}

/** The Authorization header of a request, as the APIv3 rules build it. */
export function authorizationOf(merchant: MerchantKey, request: RequestToSign): string {
  const { method, path, timestampSeconds, nonce, body } = request;
  const signature = signLines(merchant.privateKey, [method, path, String(timestampSeconds), nonce, body]);
  const parts = [
    `mchid="${merchant.mchid}"`,
    `nonce_str="${nonce}"`,
    `timestamp="${timestampSeconds}"`,
    `serial_no="${merchant.serial}"`,
    `signature="${signature}"`,
  ];
  return `${SCHEMA} ${parts.join(',')}`;
}

/** RSA-SHA256 over the lines, each with its line feed; base64. */
export function signLines(privateKey: KeyObject, lines: readonly string[]): string {
  return createSign('RSA-SHA256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .sign(privateKey, 'base64');
}

/** The headers that prove an answer or a notification. */
export interface Proof {
  readonly serial: string;
  readonly signature: string;
  /** Seconds since the epoch, as text. */
  readonly timestamp: string;
  readonly nonce: string;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Null when a header is missing. */
export function proofOf(headers: Headers): Proof | null {
  const serial = headers['wechatpay-serial'];
  const signature = headers['wechatpay-signature'];
  const timestamp = headers['wechatpay-timestamp'];
  const nonce = headers['wechatpay-nonce'];
  const complete = [serial, signature, timestamp, nonce].every(
    (value) => typeof value === 'string' && value !== '',
  );
  return complete ? ({ serial, signature, timestamp, nonce } as Proof) : null;
}

/** True for a probe. */
export function isProbe(proof: Proof): boolean {
  return proof.signature.startsWith(PROBE_PREFIX);
}

/** True when the platform's key signed exactly this body. */
export function signatureHolds(key: KeyObject, proof: Proof, body: Buffer): boolean {
  const verify = createVerify('RSA-SHA256')
    .update(`${proof.timestamp}\n${proof.nonce}\n`)
    .update(body)
    .update('\n');
  return verify.verify(key, proof.signature, 'base64');
}

/** What WeChat Pay encrypts: notification resources and platform certificates. */
export interface SealedResource {
  readonly algorithm: string;
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data?: string | null | undefined;
}

/**
 * Opens AEAD_AES_256_GCM with the APIv3 key; the last 16 bytes are the tag. Throws a plain Error when it was not
 * sealed with this key.
 */
export function openResource(apiV3Key: string, resource: SealedResource): Buffer {
  if (resource.algorithm !== 'AEAD_AES_256_GCM') throw new Error('the resource has an unknown algorithm');
  const sealed = Buffer.from(resource.ciphertext, 'base64');
  if (sealed.length < TAG_BYTES) throw new Error('the resource is cut off');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(resource.nonce), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  decipher.setAAD(Buffer.from(resource.associated_data ?? ''));
  return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
}
