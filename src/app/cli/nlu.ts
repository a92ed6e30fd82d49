import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import {
  EXAMPLES_FOLDER,
  INTENT_MODEL_FILE,
  type IntentModelHead,
  loadIntentModel,
  readExampleFolder,
  trainIntentModel,
  understand,
} from '../../bot/index.ts';
import { sharedSegmenter } from '../../recommend/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { misused, readOptions, runAction, whole } from './command-options.ts';

const NLU_HELP = `Usage
  tilltalk nlu train [options]      trains the classifier of what learners want and writes its artifact
  tilltalk nlu read TEXT            says how the bot understands a message

Options of train
  --examples DIR    a folder with zh.md, en.md (sayings by want), subjects.md and outside.md, default demo/intents
  --seed N          of training and of the subjects put into sayings, default 2026
  --out FILE        default demo/intents/model.bin

The figures printed are of sayings that the judging model had not seen (five folds), and of lines that no want covers.
The same files and seed give the same weights.

Exit: 0 done; 1 could not be trained or written; 2 wrong usage.`;

/** `tilltalk nlu`: makes the model that understands, and shows what it understands. */
export const nluCommand: CliCommand = {
  name: 'nlu',
  summary: 'Train what understands learners, and try it.',
  help: NLU_HELP,
  run: async (args, context) =>
    runAction({ name: 'nlu', help: NLU_HELP, actions: { train: runTrain, read: runRead } }, args, context),
};

const TrainOptions = z.object({
  examples: z.string().default(EXAMPLES_FOLDER),
  seed: whole.default(2026),
  out: z.string().default(INTENT_MODEL_FILE),
});

async function runTrain(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, TrainOptions);
  if (Array.isArray(given)) return misused(context, 'nlu', given);
  if (given.words.length > 0) return misused(context, 'nlu', [`${given.words[0]} is not understood.`]);
  const { examples, seed, out } = given.options;
  const began = process.cpuUsage();
  try {
    const { bytes, head } = trainIntentModel(sharedSegmenter(), {
      ...readExampleFolder(examples, seed),
      seed,
      createdAtMs: context.clock.wallMs(),
    });
    writeFileSync(out, bytes);
    // What was written is what serving accepts, or the command fails.
    loadIntentModel(out);
    const { user, system } = process.cpuUsage(began);
    for (const line of reportLines(head)) context.print(line);
    context.print(
      `written    ${out}: ${Math.ceil(bytes.length / 1024)} KiB, ${((user + system) / 1e6).toFixed(1)} CPU s`,
    );
    return 0;
  } catch (error) {
    context.printError(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function reportLines({ version, seed, labels, heldOut }: IntentModelHead): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return [
    `model      ${version}, seed ${seed}, ${labels.length} wants`,
    `held out   ${heldOut.lines} sayings: ${percent(heldOut.accuracy)} right; sure of ${percent(heldOut.coveredShare)}, ${percent(heldOut.precision)} of them right`,
    `outside    ${heldOut.outsideLines} lines: ${percent(heldOut.outsideTurnedAway)} turned away`,
  ];
}

function runRead(words: readonly string[], context: CliContext): Promise<ExitCode> {
  if (words.length === 0) return Promise.resolve(misused(context, 'nlu', ['Give the message to read.']));
  context.print(JSON.stringify(understand(words.join(' '), 'zh'), null, 2));
  return Promise.resolve(0);
}
