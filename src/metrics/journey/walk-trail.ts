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

/** The events of one unit in order: number = instant × 16 + kind. */
export interface Trail {
  readonly length: number;
  eventAt(place: number): number;
  facetAt(place: number): number;
  contentAt(place: number): number;
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

/** The places of one step's events in a trail, and the next of them to be looked at. */
interface Line {
  readonly places: number[];
  next: number;
}

const NO_LINE: Line = { places: [], next: 0 };

/**
 * Finds how far a unit came: of all its entries in the period the earliest of those that lead furthest. From an entry
 * each step is taken at the earliest event of its kind that comes no earlier than the step before (strict) or than the
 * entry (any), within the window. Writes into `walked` and makes nothing else.
 */
export function createWalker(walk: Walk): (trail: Trail, walked: Walked) => void {
  const stepsCount = walk.kinds.length;
  const lines: Line[] = walk.kinds.map(() => ({ places: [], next: 0 }));
  const stepOfKind = new Int8Array(16).fill(-1);
  walk.kinds.forEach((kind, step) => {
    stepOfKind[kind] = step;
  });
  const reached = newWalked(stepsCount);

  const collect = (trail: Trail): void => {
    for (const line of lines) {
      line.places.length = 0;
      line.next = 0;
    }
    for (let place = 0; place < trail.length; place += 1) {
      const step = stepOfKind[trail.eventAt(place) % 16] ?? -1;
      if (step >= 0 && walk.isWanted(trail.facetAt(place), trail.contentAt(place)))
        lines[step]?.places.push(place);
    }
  };

  /** The event that takes a step, or undefined when none does within the window. */
  const placeOf = (trail: Trail, step: number, entryMs: number): number | undefined => {
    const earliestMs = walk.isStrict ? (reached.atMs[step - 1] ?? 0) : entryMs;
    const place = nextPlace(trail, lines[step] ?? NO_LINE, earliestMs);
    const isInWindow = place !== undefined && instantOf(trail.eventAt(place)) - entryMs <= walk.windowMs;
    return isInWindow ? place : undefined;
  };

  const walkFrom = (trail: Trail, entry: number): void => {
    const entryMs = instantOf(trail.eventAt(entry));
    let place: number | undefined = entry;
    reached.level = 0;
    while (place !== undefined) {
      keep(reached, trail, place);
      place = reached.level < stepsCount ? placeOf(trail, reached.level, entryMs) : undefined;
    }
  };

  return (trail, walked) => {
    collect(trail);
    walked.level = 0;
    for (const entry of lines[0]?.places ?? []) {
      if (!walk.isInPeriod(instantOf(trail.eventAt(entry)))) continue;
      walkFrom(trail, entry);
      if (reached.level > walked.level) {
        walked.level = reached.level;
        walked.atMs.set(reached.atMs);
        walked.facets.set(reached.facets);
        walked.contents.set(reached.contents);
      }
      if (walked.level === stepsCount) return;
    }
  };
}

function instantOf(event: number): number {
  return Math.floor(event / 16);
}

function keep(walked: Walked, trail: Trail, place: number): void {
  walked.atMs[walked.level] = instantOf(trail.eventAt(place));
  walked.facets[walked.level] = trail.facetAt(place);
  walked.contents[walked.level] = trail.contentAt(place);
  walked.level += 1;
}

/** Entries come later and later, and so does what is looked for: the pointer never goes back. */
function nextPlace(trail: Trail, line: Line, earliestMs: number): number | undefined {
  while (
    line.next < line.places.length &&
    instantOf(trail.eventAt(line.places[line.next] ?? 0)) < earliestMs
  ) {
    line.next += 1;
  }
  return line.places[line.next];
}
