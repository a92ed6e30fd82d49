import { type KeyObject, randomBytes } from 'node:crypto';
import { makeCertificate } from '../certificate.ts';
import { makeRsaKey } from '../rsa.ts';

/** A platform certificate with its private key. */
export interface IssuedCertificate {
  /** Forty hexadecimal digits. */
  readonly serial: string;
  readonly pem: string;
  readonly privateKey: KeyObject;
}

export function issueCertificate(): IssuedCertificate {
  const key = makeRsaKey();
  // A first byte below 0x80 that is not zero keeps the number positive and twenty bytes long.
  const serial = Buffer.concat([Buffer.from([0x5a]), randomBytes(19)])
    .toString('hex')
    .toUpperCase();
  const pem = makeCertificate({ key, serialHex: serial, name: [['CN', 'Simulated platform']] });
  return { serial, pem, privateKey: key.privateKey };
}
