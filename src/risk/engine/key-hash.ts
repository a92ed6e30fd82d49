import { createHmac } from 'node:crypto';

/** Addresses, devices and products come again and again; a hash costs more than the look for one. */
const REMEMBERED_MAX = 20_000;

/**
 * Makes keyed hashes of 52 bits (HMAC-SHA-256, cut): the same thing gives the same number, and nobody without the key can try
 * out addresses or cards. Of a million keys two are taken for one with a chance of 1 in 10,000.
 */
export function createKeyHash(secret: Buffer): (name: string, value: string) => number {
  const known = new Map<string, number>();
  return (name, value) => {
    const text = `${name}:${value}`;
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED_MAX) known.clear();
    const digest = createHmac('sha256', secret).update(text).digest();
    // 48 bits and the upper half of a byte; never 0, which stands for not known.
    const hash = digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) >> 4) || 1;
    known.set(text, hash);
    return hash;
  };
}
