import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** A certificate with its private key, as a platform that signs has them. */
export interface IssuedCertificate {
  /** Forty hexadecimal digits. */
  readonly serial: string;
  readonly pem: string;
  readonly privateKey: KeyObject;
  readonly validFromMs: number;
  readonly validToMs: number;
}

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const YEAR_MS = 365 * 86_400_000;
const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');

export function newKeyPair(): KeyPair {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** Issues a self-signed X.509 v3 certificate of RSA 2048, written in DER by hand: Node can read certificates only. */
export function issueCertificate(validity: { fromMs?: number; toMs?: number } = {}): IssuedCertificate {
  const { publicKey, privateKey } = newKeyPair();
  const validFromMs = validity.fromMs ?? Date.now() - 86_400_000;
  const validToMs = validity.toMs ?? validFromMs + 5 * YEAR_MS;
  // A leading byte below 0x80 that is not zero keeps the number positive and twenty bytes long.
  const serial = Buffer.concat([Buffer.from([0x5a]), randomBytes(19)]);
  const name = sequence(set(sequence(COMMON_NAME, tagged(0x0c, Buffer.from('Simulated platform')))));
  const toBeSigned = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    SHA256_WITH_RSA,
    name,
    sequence(time(validFromMs), time(validToMs)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('RSA-SHA256').update(toBeSigned).sign(privateKey);
  const der = sequence(
    toBeSigned,
    SHA256_WITH_RSA,
    tagged(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n');
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.trimEnd()}\n-----END CERTIFICATE-----\n`;
  return { serial: serial.toString('hex').toUpperCase(), pem, privateKey, validFromMs, validToMs };
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}

function length(bytes: number): Buffer {
  if (bytes < 128) return Buffer.from([bytes]);
  return bytes < 256 ? Buffer.from([0x81, bytes]) : Buffer.from([0x82, bytes >> 8, bytes & 255]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function set(content: Buffer): Buffer {
  return tagged(0x31, content);
}

function time(timeMs: number): Buffer {
  const text = new Date(timeMs).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${text}Z`));
}
