import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Interactions in lines of `learner item item …`; items renumbered from 0. */
export interface InteractionSet {
  readonly itemCount: number;
  /** What each learner of the training file took, in the file's order. */
  readonly train: readonly Uint32Array[];
  /** What was held out of each of the same learners; empty for those the test file lacks. */
  readonly test: readonly Uint32Array[];
}

/** Reads `train.txt` and `test.txt` of a folder, packed by gzip or plain. Throws when there is none or a line is no list of numbers. */
export function readInteractionSet(folder: string): InteractionSet {
  const numbers = new Map<string, number>();
  const train = readLists(folder, { name: 'train.txt', numbers });
  const test = readLists(folder, { name: 'test.txt', numbers });
  const learners = [...train.keys()];
  return {
    itemCount: numbers.size,
    train: learners.map((learner) => train.get(learner) ?? new Uint32Array()),
    test: learners.map((learner) => test.get(learner) ?? new Uint32Array()),
  };
}

function readLists(
  folder: string,
  { name, numbers }: { readonly name: string; readonly numbers: Map<string, number> },
): Map<string, Uint32Array> {
  const lists = new Map<string, Uint32Array>();
  for (const line of readText(join(folder, name)).split('\n')) {
    if (line.trim() === '') continue;
    const [learner = '', ...items] = line.trim().split(/\s+/);
    if (items.some((item) => !/^\d+$/.test(item)))
      throw new Error(`${name} is no list of numbers: ${line.slice(0, 80)}`);
    lists.set(
      learner,
      Uint32Array.from([...new Set(items)], (item) => numberOf(item, numbers)),
    );
  }
  return lists;
}

function numberOf(item: string, numbers: Map<string, number>): number {
  const known = numbers.get(item);
  if (known !== undefined) return known;
  numbers.set(item, numbers.size);
  return numbers.size - 1;
}

function readText(file: string): string {
  const packed = `${file}.gz`;
  return existsSync(packed) ? gunzipSync(readFileSync(packed)).toString() : readFileSync(file, 'utf8');
}
