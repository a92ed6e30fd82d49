import { createHash, X509Certificate } from 'node:crypto';

const END = '-----END CERTIFICATE-----';
/** DER of the object identifier 1.2.840.113549.1.1, under which all RSA signatures stand. */
const RSA_SIGNATURES = Buffer.from('2a864886f70d0101', 'hex');

/** Alipay's name for a certificate: MD5 of its issuer, last part first, and its serial number in decimals. */
export function certificateSerial(pem: string): string {
  const certificate = new X509Certificate(pem);
  const issuer = certificate.issuer.split('\n').reverse().join(',');
  const number = BigInt(`0x${certificate.serialNumber}`).toString(10);
  return createHash('md5').update(`${issuer}${number}`).digest('hex');
}

/** The name of a bundle of roots: those signed by RSA, joined. The bundle also holds SM2 roots that do not count. */
export function rootSerial(bundle: string): string {
  return bundle
    .split(END)
    .filter((part) => part.includes('BEGIN CERTIFICATE'))
    .map((part) => part + END)
    .filter((pem) => isSignedByRsa(new X509Certificate(pem).raw))
    .map(certificateSerial)
    .join('_');
}

/** A certificate is a sequence of its content, the algorithm of its signature, and the signature. */
function isSignedByRsa(der: Buffer): boolean {
  const content = bodyOf(der, 0);
  const algorithm = bodyOf(der, bodyOf(der, content.start).end);
  const name = bodyOf(der, algorithm.start);
  return der.subarray(name.start, name.end).subarray(0, RSA_SIGNATURES.length).equals(RSA_SIGNATURES);
}

/** Where the content of the DER element at `offset` starts and ends. */
function bodyOf(der: Buffer, offset: number): { readonly start: number; readonly end: number } {
  const first = der.readUInt8(offset + 1);
  if (first < 0x80) return { start: offset + 2, end: offset + 2 + first };
  const lengthBytes = first & 0x7f;
  const start = offset + 2 + lengthBytes;
  return { start, end: start + der.readUIntBE(offset + 2, lengthBytes) };
}
