/** Turns terms into a short vector of length 1, so that questions that mean the same lie near each other. */
export interface QuestionEncoder {
  readonly size: number;
  readonly places: ReadonlyMap<string, number>;
  /** `size` numbers for each place. */
  readonly vectors: Float32Array;
}

/** The places of a question's different terms that the encoder knows. */
export function placesOf(encoder: QuestionEncoder, terms: readonly string[]): Int32Array {
  const places = new Set<number>();
  for (const term of terms) {
    const place = encoder.places.get(term);
    if (place !== undefined) places.add(place);
  }
  return Int32Array.from(places);
}

/** Writes the vector of a question at `offset` of `into`; returns its length before it was made 1. */
export function encodeInto(
  { size, vectors }: Pick<QuestionEncoder, 'size' | 'vectors'>,
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
