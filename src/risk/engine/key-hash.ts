import { createHmac } from 'node:crypto';

/**
 * Makes keyed hashes of 52 bits (HMAC-SHA-256, cut): the same thing gives the same number, and nobody without the key can try
 * out addresses or cards. Of a million keys two are taken for one with a chance of 1 in 10,000.
 */
export function createKeyHash(secret: Buffer): (name: string, value: string) => number {
  return (name, value) => {
    const digest = createHmac('sha256', secret).update(`${name}:${value}`).digest();
    // 48 bits and the upper half of a byte; never 0, which stands for not known.
    return digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) >> 4) || 1;
  };
}
