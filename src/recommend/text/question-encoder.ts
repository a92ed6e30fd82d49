import type { QuestionTerms } from './question-terms.ts';

/** Turns questions into short vectors of length 1, so that those that mean the same lie near each other. */
export interface QuestionEncoder {
  /** Of a question's vector: all members' vectors one after another. */
  readonly size: number;
  readonly members: readonly EncoderMember[];
}

/** One of several encoders that judge together; each was begun elsewhere. */
export interface EncoderMember {
  readonly size: number;
  readonly places: ReadonlyMap<string, number>;
  /** `size` numbers for each place. */
  readonly vectors: Float32Array;
}

/** The places of a question's different terms that the member knows. */
export function placesOf(
  { places: known }: Pick<EncoderMember, 'places'>,
  { characters, words }: QuestionTerms,
): Int32Array {
  const places = new Set<number>();
  const add = (term: string): void => {
    const place = known.get(term);
    if (place !== undefined) places.add(place);
  };
  characters.forEach(add);
  words.forEach(add);
  return Int32Array.from(places);
}

/** Writes a question's vector at `offset` of `into`: a cosine is the mean of the members' cosines. */
export function encodeQuestion(
  { members }: QuestionEncoder,
  terms: QuestionTerms,
  { into, offset }: { readonly into: Float32Array; readonly offset: number },
): void {
  const share = 1 / Math.sqrt(members.length);
  let from = offset;
  for (const member of members) {
    encodeInto(member, placesOf(member, terms), { into, offset: from });
    const to = from + member.size;
    for (let at = from; at < to; at += 1) into[at] = (into[at] ?? 0) * share;
    from = to;
  }
}

/** Writes a member's vector of length 1 at `offset` of `into`; returns its length before it was made 1. */
export function encodeInto(
  { size, vectors }: Pick<EncoderMember, 'size' | 'vectors'>,
  places: Int32Array,
  { into, offset }: { readonly into: Float32Array; readonly offset: number },
): number {
  into.fill(0, offset, offset + size);
  for (const place of places) {
    const from = place * size;
    for (let at = 0; at < size; at += 1) {
      into[offset + at] = (into[offset + at] ?? 0) + (vectors[from + at] ?? 0);
    }
  }
  let square = 0;
  for (let at = 0; at < size; at += 1) square += (into[offset + at] ?? 0) ** 2;
  const length = Math.sqrt(square) || 1;
  for (let at = 0; at < size; at += 1) into[offset + at] = (into[offset + at] ?? 0) / length;
  return length;
}
