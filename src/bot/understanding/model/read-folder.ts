import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../recommend/index.ts';
import { expandSubjects, readExamples } from './read-examples.ts';
import type { TrainModel } from './train-model.ts';

const LANGUAGES = ['zh', 'en'] as const;

/**
 * Reads a folder of sayings: `zh.md` and `en.md` by want, `subjects.md` and `outside.md` by language. Throws when one
 * is missing.
 */
export function readExampleFolder(folder: string, seed: number): Pick<TrainModel, 'examples' | 'outside'> {
  const linesOf = (name: string) => readExamples(readFileSync(join(folder, name), 'utf8'));
  const subjects = linesOf('subjects.md');
  const random = seededRandom(seed);
  return {
    examples: LANGUAGES.flatMap((language) =>
      expandSubjects(
        linesOf(`${language}.md`),
        subjects.filter(({ label }) => label === language).map(({ text }) => text),
        random,
      ),
    ),
    outside: linesOf('outside.md').map(({ text }) => text),
  };
}
