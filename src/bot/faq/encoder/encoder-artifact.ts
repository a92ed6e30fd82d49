import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { QuestionEncoder } from '../../../recommend/index.ts';

const Share = z.number().min(0).max(1);

const Weight = z.number();
const Likenesses = z.strictObject({
  words: Weight,
  meaning: Weight,
  crowding: Weight,
  sequence: Weight,
  pairs: Weight,
  beginning: Weight,
});

/** Found first among all answers, of questions that the judging encoder had not seen, by the encoder's share. */
const HeldOut = z.strictObject({ questions: z.number().int(), words: Share, fused: Share });

const EncoderHead = z.strictObject({
  kind: z.literal('tilltalk.faq_encoder'),
  createdAt: z.iso.datetime(),
  seed: z.number().int(),
  /** Of the questions and their answers' keys that it was trained on. */
  dataHash: z.string(),
  questions: z.number().int(),
  pairs: z.number().int(),
  /** The encoder's share of a score; 0: words alone did as well. */
  share: Share,
  /** Puts the best in order; null: their scores did as well. */
  ranking: Likenesses.nullable(),
  heldOut: HeldOut,
  members: z.array(z.strictObject({ size: z.number().int().positive(), terms: z.array(z.string()) })),
});
export type EncoderHead = z.infer<typeof EncoderHead>;

/** The artifact is not one that may serve; the message says why. */
export class EncoderRefused extends Error {
  override readonly name = 'EncoderRefused';
}

export interface ServedEncoder {
  readonly head: EncoderHead;
  readonly encoder: QuestionEncoder;
}

const HASH_BYTES = 32;
const LENGTH_BYTES = 4;
const STEPS_MAX = 127;

/** The bytes of an artifact: SHA-256 of the rest, length of the head, head, a scale and the steps of each term. */
export function sealEncoder(head: Omit<EncoderHead, 'members'>, { members }: QuestionEncoder): Buffer {
  const told = members.map(({ size, places }) => ({ size, terms: [...places.keys()] }));
  const text = Buffer.from(JSON.stringify({ ...head, members: told }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(text.length);
  const numbers = members.flatMap(({ size, places, vectors }) =>
    [...places.values()].map((place) => packTerm(vectors.subarray(place * size, (place + 1) * size))),
  );
  const body = Buffer.concat([length, text, ...numbers]);
  return Buffer.concat([createHash('sha256').update(body).digest(), body]);
}

/** The encoder of an artifact's bytes. Throws `EncoderRefused` unless they are whole. */
export function readEncoder(bytes: Buffer): ServedEncoder {
  const body = bytes.subarray(HASH_BYTES);
  const isWhole = createHash('sha256').update(body).digest().equals(bytes.subarray(0, HASH_BYTES));
  if (!isWhole || body.length < LENGTH_BYTES) throw new EncoderRefused('its content and its hash do not fit');
  const headEnd = LENGTH_BYTES + body.readUInt32LE(0);
  const head = readHead(body.subarray(LENGTH_BYTES, headEnd));
  let at = headEnd;
  const members = head.members.map(({ size, terms }) => {
    const vectors = new Float32Array(size * terms.length);
    for (let place = 0; place < terms.length; place += 1) {
      unpackTerm(body.subarray(at, at + 4 + size), vectors, place * size);
      at += 4 + size;
    }
    return { size, vectors, places: new Map(terms.map((term, place) => [term, place])) };
  });
  if (at !== body.length) throw new EncoderRefused('it has not the numbers that its head says');
  return { head, encoder: { size: members.reduce((sum, { size }) => sum + size, 0), members } };
}

function readHead(bytes: Buffer): EncoderHead {
  try {
    return EncoderHead.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new EncoderRefused('it is no encoder of questions', { cause });
  }
}

/** Steps of one byte beside a scale: a cosine changes by less than a hundredth. */
function packTerm(vector: Float32Array): Buffer {
  const most = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const scale = most / STEPS_MAX || 1;
  const bytes = Buffer.alloc(4 + vector.length);
  bytes.writeFloatLE(scale);
  for (const [place, value] of vector.entries()) bytes.writeInt8(Math.round(value / scale), 4 + place);
  return bytes;
}

function unpackTerm(bytes: Buffer, into: Float32Array, offset: number): void {
  const scale = bytes.length < 4 ? 0 : bytes.readFloatLE(0);
  for (let at = 4; at < bytes.length; at += 1) into[offset + at - 4] = bytes.readInt8(at) * scale;
}
