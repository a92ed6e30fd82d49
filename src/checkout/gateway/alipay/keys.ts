import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { certificateSerial, rootSerial } from './certificate.ts';

export type AlipayTrust =
  /** 公钥模式. Two while Alipay's key is being exchanged. */
  | { readonly mode: 'public_keys'; readonly alipayPublicKeys: readonly string[] }
  /** 证书模式: our certificate, Alipay's root bundle, and Alipay's certificate, two while it is being exchanged. */
  | {
      readonly mode: 'certificates';
      readonly appCertificate: string;
      readonly rootCertificates: string;
      readonly alipayCertificates: readonly string[];
    };

interface AlipayKey {
  /** Null in public key mode. */
  readonly serial: string | null;
  readonly key: KeyObject;
}

export interface AlipayKeys {
  /** In certificate mode, sent with every request. */
  readonly appCertSerial: string | null;
  readonly rootCertSerial: string | null;
  /** RSA2: base64 of RSA-SHA256. */
  sign(text: string): string;
  /** True when one of Alipay's keys made the signature; with a serial, only that certificate's key counts. */
  verify(signed: {
    readonly text: string;
    readonly signature: string;
    readonly serial: string | null;
  }): boolean;
}

/** Throws a plain Error when a key cannot be read or is weaker than RSA 2048. */
export function alipayKeys(privateKey: string, trust: AlipayTrust): AlipayKeys {
  const own = strongRsa('our private key', () => createPrivateKey(pem(privateKey, 'PRIVATE KEY')));
  const theirs = alipayKeysOf(trust);
  if (theirs.length === 0) throw new Error("none of Alipay's keys is configured");
  return {
    appCertSerial: trust.mode === 'certificates' ? certificateSerial(trust.appCertificate) : null,
    rootCertSerial: trust.mode === 'certificates' ? rootSerial(trust.rootCertificates) : null,
    sign: (text) => sign('RSA-SHA256', Buffer.from(text), own).toString('base64'),
    verify: ({ text, signature, serial }) => {
      const data = Buffer.from(text);
      const given = Buffer.from(signature, 'base64');
      return theirs
        .filter((candidate) => serial === null || candidate.serial === null || candidate.serial === serial)
        .some((candidate) => verify('RSA-SHA256', data, candidate.key, given));
    },
  };
}

function alipayKeysOf(trust: AlipayTrust): AlipayKey[] {
  if (trust.mode === 'public_keys') {
    return trust.alipayPublicKeys.map((key) => ({
      serial: null,
      key: strongRsa("Alipay's public key", () => createPublicKey(pem(key, 'PUBLIC KEY'))),
    }));
  }
  return trust.alipayCertificates.map((certificate) => ({
    serial: certificateSerial(certificate),
    key: strongRsa("Alipay's certificate", () => new X509Certificate(certificate).publicKey),
  }));
}

/** Alipay's console shows keys as bare base64, without the lines around them. */
function pem(text: string, label: string): string {
  if (text.includes('-----BEGIN')) return text;
  const lines = text.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function strongRsa(name: string, read: () => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    // The reader's own words may repeat parts of the key.
    throw new Error(`${name} cannot be read`);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < 2048)
    throw new Error(`${name} is not RSA of 2048 bits or more`);
  return key;
}
