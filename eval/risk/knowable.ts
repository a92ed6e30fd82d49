import type { CardStream } from './card-stream.ts';
import { type Fold, SECONDS_PER_DAY } from './protocol.ts';

/** The generator's rule by which every payment at a terminal is fraud for four weeks. */
const AT_A_TERMINAL = 2;
const RUN_DAYS = 28;
const LABEL_DELAY_DAYS = 7;

/**
 * Scores of somebody who knows everything but labels that are not back: 1 for a fraud, 0 for what is good and for frauds at a
 * terminal of which nothing can be known yet, since its first fraud is less than a week old. Nothing that learns from labels
 * does much better; perfect scores could.
 */
export function knowableScores(stream: CardStream, { testRows }: Fold): Float64Array {
  const isLate = lateFrauds(stream);
  return Float64Array.from(testRows, (row) => (stream.fraud[row] === 1 && isLate[row] === 0 ? 1 : 0));
}

function lateFrauds({ length, scenario, terminal, second }: CardStream): Uint8Array {
  const isLate = new Uint8Array(length);
  const firstOfRun = new Map<number, number>();
  for (let row = 0; row < length; row += 1) {
    if (scenario[row] !== AT_A_TERMINAL) continue;
    const [place, at] = [terminal[row] as number, second[row] as number];
    const began = firstOfRun.get(place);
    const first = began === undefined || at - began > RUN_DAYS * SECONDS_PER_DAY ? at : began;
    firstOfRun.set(place, first);
    if (at - first < LABEL_DELAY_DAYS * SECONDS_PER_DAY) isLate[row] = 1;
  }
  return isLate;
}
