export type IsWanted = (facetId: number, contentId: number) => boolean;

/** What a walk looks for in a trail. */
export interface Walk {
  /** The kinds of the steps, by number, in order. */
  readonly kinds: readonly number[];
  readonly isStrict: boolean;
  readonly windowMs: number;
  /** Whether an entry at that instant counts. */
  readonly isInPeriod: (atMs: number) => boolean;
  /** Whether an event of those circumstances and that product counts. */
  readonly isWanted: IsWanted;
}

/** Numbers side by side, as a column of DuckDB holds them. */
export interface Numbers {
  getItem(place: number): unknown;
}

/** One number for each event of a unit: those from a place on. Null where nobody asks for them: all 0. */
export interface Stretch {
  readonly numbers: Numbers | null;
  from: number;
}

/** The events of one unit in order: number = instant × 16 + kind. It is filled anew for each unit. */
export interface Trail {
  readonly events: Stretch;
  readonly facets: Stretch;
  readonly contents: Stretch;
  length: number;
}

export interface Walked {
  /** How many steps were reached; 0 when the journey never entered. */
  level: number;
  /** When each step was reached, and by an event of which circumstances and product. */
  readonly atMs: Float64Array;
  readonly facets: Uint32Array;
  readonly contents: Uint32Array;
}

/** Room for the result, to be used again and again. */
export function newWalked(stepsCount: number): Walked {
  const facets = new Uint32Array(stepsCount);
  return { level: 0, atMs: new Float64Array(stepsCount), facets, contents: new Uint32Array(stepsCount) };
}

/** One step's events in a trail, in order, and the next of them to be looked at. */
interface Line {
  atMs: Float64Array;
  facets: Uint32Array;
  contents: Uint32Array;
  length: number;
  next: number;
}

const FIRST_ROOM = 64;

function newLine(): Line {
  return {
    atMs: new Float64Array(FIRST_ROOM),
    facets: new Uint32Array(FIRST_ROOM),
    contents: new Uint32Array(FIRST_ROOM),
    length: 0,
    next: 0,
  };
}

/**
 * Finds how far a unit came: of all its entries in the period the earliest of those that lead furthest. From an entry
 * each step is taken at the earliest event of its kind that comes no earlier than the step before (strict) or than the
 * entry (any), within the window. Writes into `walked` and makes nothing else.
 */
export function createWalker(walk: Walk): (trail: Trail, walked: Walked) => void {
  const stepsCount = walk.kinds.length;
  const lines = walk.kinds.map(newLine);
  const lineOfKind = Array.from(
    { length: KINDS_MAX },
    (_, kind): Line | undefined => lines[walk.kinds.indexOf(kind)],
  );
  const [entries = newLine()] = lines;
  const reached = newWalked(stepsCount);

  /** The place of the event that takes a step, or -1 when none does within the window. */
  const placeOf = (line: Line, step: number, entryMs: number): number => {
    const place = nextPlace(line, walk.isStrict ? (reached.atMs[step - 1] ?? 0) : entryMs);
    return place >= 0 && (line.atMs[place] ?? 0) - entryMs <= walk.windowMs ? place : -1;
  };

  const walkFrom = (entry: number): void => {
    const entryMs = entries.atMs[entry] ?? 0;
    keep(reached, { line: entries, place: entry, step: 0 });
    for (let step = 1; step < stepsCount; step += 1) {
      const line = lines[step] ?? entries;
      const place = placeOf(line, step, entryMs);
      if (place < 0) return;
      keep(reached, { line, place, step });
    }
  };

  return (trail, walked) => {
    for (const line of lines) {
      line.length = 0;
      line.next = 0;
    }
    collect(trail, lineOfKind, walk.isWanted);
    walked.level = 0;
    for (let entry = 0; entry < entries.length && walked.level < stepsCount; entry += 1) {
      if (!walk.isInPeriod(entries.atMs[entry] ?? 0)) continue;
      walkFrom(entry);
      if (reached.level > walked.level) copyWalked(reached, walked);
    }
  };
}

const KINDS_MAX = 16;

/** Puts the wanted events of a trail to the lines of their kinds. */
function collect(trail: Trail, lineOfKind: readonly (Line | undefined)[], isWanted: IsWanted): void {
  const { events, facets, contents } = trail;
  for (let place = 0; place < trail.length; place += 1) {
    const event = Number(events.numbers?.getItem(events.from + place));
    const atMs = Math.floor(event / KINDS_MAX);
    const line = lineOfKind[event - atMs * KINDS_MAX];
    if (line === undefined) continue;
    const facet = numberAt(facets, place);
    const content = numberAt(contents, place);
    if (isWanted(facet, content)) add(line, atMs, { facet, content });
  }
}

function numberAt({ numbers, from }: Stretch, place: number): number {
  return numbers === null ? 0 : Number(numbers.getItem(from + place));
}

function add(
  line: Line,
  atMs: number,
  { facet, content }: { readonly facet: number; readonly content: number },
): void {
  if (line.length === line.atMs.length) grow(line);
  line.atMs[line.length] = atMs;
  line.facets[line.length] = facet;
  line.contents[line.length] = content;
  line.length += 1;
}

function grow(line: Line): void {
  const { atMs, facets, contents } = line;
  line.atMs = new Float64Array(2 * atMs.length);
  line.atMs.set(atMs);
  line.facets = new Uint32Array(2 * facets.length);
  line.facets.set(facets);
  line.contents = new Uint32Array(2 * contents.length);
  line.contents.set(contents);
}

function keep(
  walked: Walked,
  { line, place, step }: { readonly line: Line; readonly place: number; readonly step: number },
): void {
  walked.atMs[step] = line.atMs[place] ?? 0;
  walked.facets[step] = line.facets[place] ?? 0;
  walked.contents[step] = line.contents[place] ?? 0;
  walked.level = step + 1;
}

function copyWalked(from: Walked, to: Walked): void {
  to.level = from.level;
  to.atMs.set(from.atMs);
  to.facets.set(from.facets);
  to.contents.set(from.contents);
}

/** Entries come later and later, and so does what is looked for: the pointer never goes back. -1 beyond the last. */
function nextPlace(line: Line, earliestMs: number): number {
  while (line.next < line.length && (line.atMs[line.next] ?? 0) < earliestMs) line.next += 1;
  return line.next < line.length ? line.next : -1;
}
