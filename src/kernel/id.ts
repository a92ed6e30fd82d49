import { randomFillSync } from 'node:crypto';

/** Crockford's base 32: no i, l, o, u, so that an id can be read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARACTERS = 9;
const RANDOM_CHARACTERS = 16;

const pool = Buffer.alloc(4096);
let poolUsed = pool.length;

/** Where in the pool so many unused random bytes begin. */
function takeRandom(count: number): number {
  if (poolUsed + count > pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  poolUsed += count;
  return poolUsed - count;
}

const CODES = [...ALPHABET].map((character) => character.charCodeAt(0));
const codes: number[] = new Array(RANDOM_CHARACTERS).fill(0);
let latestMs = -1;
let latestText = '';

function timeText(timeMs: number): string {
  let text = '';
  let time = timeMs;
  for (let place = 0; place < TIME_CHARACTERS; place += 1) {
    text = ALPHABET.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }
  return text;
}

function sortableText(): string {
  const nowMs = Date.now();
  if (nowMs !== latestMs) {
    latestMs = nowMs;
    latestText = timeText(nowMs);
  }
  const from = takeRandom(RANDOM_CHARACTERS);
  for (let place = 0; place < RANDOM_CHARACTERS; place += 1)
    codes[place] = CODES[(pool[from + place] ?? 0) & 31] ?? 0;
  // One string, where adding character to character makes one for each.
  return latestText + String.fromCharCode(...codes);
}

export type NewId = (prefix: string) => string;

/** A new id such as `pay_01jd…`: sorts by time of making (good for indexes), 80 random bits. */
export const newId: NewId = (prefix) => `${prefix}_${sortableText()}`;

/** The bound below every id that `newId` made at or after an instant: the primary key is an index by time. */
export function firstIdSince(prefix: string, timeMs: number): string {
  return `${prefix}_${timeText(Math.max(0, timeMs))}`;
}

/** When an id of `newId` was made, in wall time; null when it is none of ours. */
export function idTimeMs(id: string): number | null {
  const match = /_([0-9a-hjkmnp-tv-z]{9})[0-9a-hjkmnp-tv-z]{16}$/.exec(id);
  return match?.[1] === undefined ? null : readTime(match[1]);
}

/** A number for gateways: ≤ 32 characters, letters and digits only (M13). */
export function newReference(prefix: string): string {
  return `${prefix}${sortableText().toUpperCase()}`;
}

/** When a reference of `newReference` was made, in wall time; null when it is none of ours. */
export function referenceTimeMs(reference: string): number | null {
  const match = /^[A-Z]*([0-9A-HJKMNP-TV-Z]{9})[0-9A-HJKMNP-TV-Z]{16}$/.exec(reference);
  if (match?.[1] === undefined) return null;
  return readTime(match[1].toLowerCase());
}

function readTime(text: string): number {
  let timeMs = 0;
  for (const character of text) timeMs = timeMs * 32 + ALPHABET.indexOf(character);
  return timeMs;
}

/** A secret for a URL or cookie: 160 random bits. */
export function newSecret(): string {
  const from = takeRandom(32);
  return Array.from(pool.subarray(from, from + 32), (byte) => ALPHABET.charAt(byte & 31)).join('');
}
