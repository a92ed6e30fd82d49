import { type KeyObject, sign } from 'node:crypto';

const SHA256_WITH_RSA = '2a864886f70d01010b';
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const NAMES = { C: '550406', O: '55040a', OU: '55040b', CN: '550403' } as const;

/** A self-signed X.509 certificate in PEM, with the issuer's parts in the order given. */
export function makeCertificate(options: {
  readonly key: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  readonly serialHex: string;
  readonly name: readonly (readonly [part: keyof typeof NAMES, value: string])[];
}): string {
  const { key, name } = options;
  const isRsa = key.privateKey.asymmetricKeyType === 'rsa';
  const algorithm = der(0x30, oid(isRsa ? SHA256_WITH_RSA : ECDSA_WITH_SHA256), isRsa ? der(0x05) : nothing);
  const parts = name.map(([part, value]) =>
    der(0x31, der(0x30, oid(NAMES[part]), der(part === 'C' ? 0x13 : 0x0c, Buffer.from(value)))),
  );
  const issuer = der(0x30, ...parts);
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from(options.serialHex, 'hex')),
    algorithm,
    issuer,
    der(0x30, der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('460101000000Z'))),
    issuer,
    key.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, key.privateKey));
  const text = der(0x30, content, algorithm, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${text.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const nothing = Buffer.alloc(0);

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const short = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | short.length]), short, content]);
}
