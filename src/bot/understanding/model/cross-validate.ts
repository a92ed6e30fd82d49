import type { Segmenter } from '../../../recommend/index.ts';
import { judge } from './intent-model.ts';
import type { JudgedLine } from './operating-point.ts';
import { type Example, readViews, trainIntents } from './train-intents.ts';

const FOLDS = 5;

export interface CrossValidated {
  readonly lines: readonly (JudgedLine & Example & { readonly said: string })[];
  /** Lines that no label covers, judged by the first fold's model. */
  readonly outside: readonly JudgedLine[];
}

/** Judges every example by a model that has not seen it: each label's lines are spread over five folds. */
export function crossValidate(
  segmenter: Segmenter,
  examples: readonly Example[],
  { outside, seed }: { readonly outside: readonly Omit<Example, 'label'>[]; readonly seed: number },
): CrossValidated {
  const foldOf = spreadFolds(examples);
  const lines: CrossValidated['lines'][number][] = [];
  let judgedOutside: JudgedLine[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const trained = trainIntents(
      segmenter,
      examples.filter((_, at) => foldOf[at] !== fold),
      seed,
    );
    const judgeLine = (line: Omit<Example, 'label'>) => judge(trained, readViews(segmenter, line));
    for (const [at, example] of examples.entries()) {
      if (foldOf[at] !== fold) continue;
      const { best, certainty } = judgeLine(example);
      const said = trained.labels[best] ?? '';
      lines.push({ ...example, said, certainty, isRight: said === example.label, isInScope: true });
    }
    if (fold > 0) continue;
    judgedOutside = outside.map((line) => ({
      certainty: judgeLine(line).certainty,
      isRight: false,
      isInScope: false,
    }));
  }
  return { lines, outside: judgedOutside };
}

function spreadFolds(examples: readonly Example[]): number[] {
  const counts = new Map<string, number>();
  return examples.map(({ label }) => {
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    return count % FOLDS;
  });
}
