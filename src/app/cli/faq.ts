import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import {
  currentEntries,
  EXAMPLES_FOLDER,
  FAQ_ENCODER_FILE,
  FaqRefused,
  feedbackByKey,
  importFaq,
  readEncoder,
  readExampleFolder,
  readFaq,
  TooFewQuestions,
  trainFaqEncoder,
  unansweredQuestions,
} from '../../bot/index.ts';
import { sharedSegmenter } from '../../recommend/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { flag, misused, readOptions, runAction, utcText, whole } from './command-options.ts';

const FAQ_HELP = `Usage
  tilltalk faq import FILE [--only]       takes answers over from Markdown (.md) or CSV (.csv); changed ones get a new version
  tilltalk faq list [--json]              the answers that are given now, with how often each helped
  tilltalk faq train [--seed N] [--out FILE]
                                          trains what finds answers by meaning from their ways to ask
                                          and from the sayings of demo/intents
  tilltalk faq unanswered [--limit N] [--json]
                                          questions that nothing answered, the newest first

Options
  --only      withdraws answers that the file does not have
  --limit N   at most so many, default 50
  --seed N    of training, default 2026: the same answers and seed give the same weights
  --out FILE  where the artifact goes, default demo/faq-encoder.bin, which serving reads within twenty seconds

A Markdown answer is "## key", lines "zh: …" and "en: …" with ways to ask (| between them), if wanted "source: ADDRESS",
"from: 2026-01-31", "until: 2026-12-31", then "### zh" and "### en" with the answers. A CSV has the columns key, zh, en,
answer_zh, answer_en, source, from, until. A server knows what was imported within twenty seconds.

Exit: 0 done; 1 the file is refused and nothing was taken over; 2 wrong usage.`;

/** `tilltalk faq`: the answers the platform gives by itself. */
export const faqCommand: CliCommand = {
  name: 'faq',
  summary: 'Import answers, list them, see what nothing answered.',
  help: FAQ_HELP,
  run: async (args, context) =>
    runAction(
      {
        name: 'faq',
        help: FAQ_HELP,
        actions: { import: runImport, list: runList, train: runTrain, unanswered: runUnanswered },
      },
      args,
      context,
    ),
};

async function runImport(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ only: flag }));
  if (Array.isArray(given)) return misused(context, 'faq', given);
  const [file, ...more] = given.words;
  if (file === undefined || more.length > 0) return misused(context, 'faq', ['Name one file.']);
  try {
    const answers = readFaq(basename(file), readFileSync(file, 'utf8'));
    const db = await context.openDatabase();
    const count = await importFaq(
      { db, clock: context.clock, newId: context.newId },
      { answers, withdrawOthers: given.options.only === true },
    );
    context.print(
      `${count.added} added, ${count.changed} changed, ${count.same} as before, ${count.withdrawn} withdrawn`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof FaqRefused) && !(error instanceof Error && 'code' in error)) throw error;
    context.printError(error.message);
    return 1;
  }
}

async function runList(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ json: flag }));
  if (Array.isArray(given)) return misused(context, 'faq', given);
  const db = await context.openDatabase();
  const feedback = new Map((await feedbackByKey(db.query)).map((row) => [row.key, row]));
  const rows = (await currentEntries(db.query)).map(({ key, version, questions }) => {
    const { helped = 0, answered = 0 } = feedback.get(key) ?? {};
    return { key, version, question: questions, helped, answered };
  });
  if (given.options.json) context.print(JSON.stringify(rows));
  else if (rows.length === 0) context.print('No answers yet.');
  else
    for (const { key, version, question, helped, answered } of rows)
      context.print(
        `${key.padEnd(20)} v${version}  ${helped}/${answered} helped  ${question.zh[0]} / ${question.en[0]}`,
      );
  return 0;
}

async function runTrain(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const options = z.object({ seed: whole.default(2026), out: z.string().default(FAQ_ENCODER_FILE) });
  const given = readOptions(args, options);
  if (Array.isArray(given)) return misused(context, 'faq', given);
  if (given.words.length > 0) return misused(context, 'faq', [`${given.words[0]} is not understood.`]);
  const { seed, out } = given.options;
  const db = await context.openDatabase();
  const began = process.cpuUsage();
  try {
    const entries = await currentEntries(db.query);
    const createdAtMs = context.clock.wallMs();
    const sayings = readExampleFolder(EXAMPLES_FOLDER, seed).examples;
    const { bytes, head } = trainFaqEncoder(sharedSegmenter(), { entries, sayings, seed, createdAtMs });
    writeFileSync(out, bytes);
    // What was written is what serving accepts, or the command fails.
    readEncoder(readFileSync(out));
    const { user, system } = process.cpuUsage(began);
    const { share, ranking, heldOut, questions, pairs, dataHash } = head;
    context.print(`learned    ${questions} ways to ask, ${pairs} pairs, data ${dataHash.slice(0, 12)}`);
    context.print(
      `held out   right answer first: ${percent(heldOut.words)} by words, ${percent(heldOut.fused)} with a share of ${share}${ranking === null ? '' : ' and a learned order'}`,
    );
    context.print(
      `written    ${out}: ${Math.ceil(bytes.length / 1024)} KiB, ${((user + system) / 1e6).toFixed(1)} CPU s`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof TooFewQuestions) && !(error instanceof Error && 'code' in error)) throw error;
    context.printError(error.message);
    return 1;
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

async function runUnanswered(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readOptions(args, z.object({ limit: whole.min(1).max(1_000).default(50), json: flag }));
  if (Array.isArray(given)) return misused(context, 'faq', given);
  const db = await context.openDatabase();
  const rows = await unansweredQuestions(db.query, given.options.limit);
  if (given.options.json) context.print(JSON.stringify(rows));
  else if (rows.length === 0) context.print('Everything was answered.');
  else
    for (const { createdAtMs, language, text } of rows)
      context.print(`${utcText(createdAtMs)}  ${language}  ${text.replaceAll(/\s+/g, ' ')}`);
  return 0;
}
