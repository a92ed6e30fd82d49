import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { AuditCheckpoint } from '../db/tables.ts';
import { deriveKey, type HouseKey } from '../derive-key.ts';

/** Signs checkpoints of the audit chain. */
export interface CheckpointKey {
  /** Raw Ed25519 public key, base64url: give it to whoever shall be able to verify without us. */
  readonly publicKey: string;
  sign(checkpoint: Signed): string;
}

type Signed = Pick<AuditCheckpoint, 'day' | 'sequence' | 'hash' | 'createdAtMs'>;

/** Ed25519 key pairs in DER begin with these bytes, then come the 32 of the key (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The Ed25519 key that belongs to a key of the house. */
export function checkpointKeyOf(key: HouseKey): CheckpointKey {
  const seed = deriveKey(key, 'audit checkpoint');
  const privateKey = createPrivateKey({
    key: Buffer.concat([PRIVATE_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: der.subarray(PUBLIC_PREFIX.length).toString('base64url'),
    sign: (checkpoint) => sign(null, textOf(checkpoint), privateKey).toString('base64url'),
  };
}

/** True when `publicKey` (raw, base64url) signed this checkpoint. */
export function isSignedBy(publicKey: string, checkpoint: Signed & { signature: string }): boolean {
  try {
    const signature = Buffer.from(checkpoint.signature, 'base64url');
    return verify(null, textOf(checkpoint), publicKeyOf(publicKey), signature);
  } catch {
    return false;
  }
}

function publicKeyOf(raw: string): KeyObject {
  const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(raw, 'base64url')]);
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

function textOf({ day, sequence, hash, createdAtMs }: Signed): Buffer {
  return Buffer.from(canonicalJson({ day, sequence, hash, createdAtMs }));
}
