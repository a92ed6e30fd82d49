import { parseArgs } from 'node:util';
import { printResult } from '../bench/support/print-result.ts';
import type { Eval, EvalOptions } from './support/eval.ts';

interface Entry {
  readonly about: string;
  readonly load: () => Promise<Eval>;
}

const evals: Readonly<Record<string, Entry>> = {
  risk: {
    about: 'fraud on a stream of card payments: the Handbook’s folds, features by the product’s engine',
    load: async () => (await import('./risk.ts')).evalRisk,
  },
  dialog: {
    about: 'written conversations through the whole stack, each answer held against its outcome',
    load: async () => (await import('./dialog.ts')).evalDialog,
  },
  crosslingual: {
    about: 'questions in one language that find content in the other',
    load: async () => (await import('./crosslingual.ts')).evalCrosslingual,
  },
  faq: {
    about: 'finding questions that mean the same, with an encoder trained on pairs',
    load: async () => (await import('./faq.ts')).evalFaq,
  },
  intent: {
    about: 'the bot’s classifier of intents trained on other sets, and what it turns away',
    load: async () => (await import('./intent.ts')).evalIntent,
  },
  offpolicy: {
    about: 'estimates of a policy from another one’s log, held against the truth of a made world',
    load: async () => (await import('./offpolicy.ts')).evalOffPolicy,
  },
  recommend: {
    about: 'full ranking of what learners took next; sets of `learner item item …` lines',
    load: async () => (await import('./recommend.ts')).evalRecommend,
  },
};

const HELP = `npm run eval -- <name> --data FOLDER [--set NAME]... [--seeds N] [--json]

${Object.entries(evals)
  .map(([name, { about }]) => `  ${name.padEnd(16)}${about}`)
  .join('\n')}

--data   the folder that holds one folder per set of data
--set    the folder of one set below it; may be given several times (each evaluation has its own sets otherwise)
--seeds  how many random seeds are run; the figures are means over them (1)
--json   prints the result as one line of JSON and nothing else on standard output

All figures of quality are fractions from 0 to 1. Exit 1 when the evaluation found a fault of its own, 2 for a wrong call.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      set: { type: 'string', multiple: true },
      seeds: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const entry = positionals.length === 1 ? evals[positionals[0] ?? ''] : undefined;
  const seeds = Number(values.seeds);
  if (entry === undefined || !Number.isSafeInteger(seeds) || seeds < 1) {
    console.error(HELP);
    return 2;
  }
  const say: EvalOptions['say'] = (line) => {
    if (!values.json) console.log(line);
  };
  const dataFolder = values.data ?? '';
  const result = await (await entry.load())({ dataFolder, sets: values.set, seeds, say });
  printResult(result, values.json);
  return result.problems.length === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
