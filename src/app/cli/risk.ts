import { accessSync, constants, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel, type TrainedModel, type TrainProgress, trainModel } from '../../risk/index.ts';
import type { CliCommand, CliContext, ExitCode } from './command.ts';
import { BACKTEST_HELP, runBacktest } from './risk-backtest.ts';
import { MODELS_HELP, runCompare, runModels } from './risk-models.ts';
import { REPORT_HELP, runReport } from './risk-report.ts';
import { RULES_HELP, runRules } from './risk-rules.ts';

const RISK_HELP = `Usage
  tilltalk risk train [options]     trains risk models on simulated learners and writes the best one's artifact
${RULES_HELP}
${MODELS_HELP}
${BACKTEST_HELP}
${REPORT_HELP}

Options of train
  --seed N          of the simulation and the split, default 2026
  --learners N      to simulate, default 20000
  --out FILE        default demo/risk-model.json

Training uses TensorFlow.js and takes some ten seconds; the server only reads the artifact and computes with plain
numbers. The same seed and learners give the same weights. All figures are of simulated learners: they say how well
the model separates the simulation, not what it finds in life, and so it may at most ask for a challenge.

Exit: 0 written and loaded again; 1 could not be trained or written; 2 wrong usage.`;

/** `tilltalk risk`: makes the model that judges payments. */
export const riskCommand: CliCommand = {
  name: 'risk',
  summary: 'Train and compare risk models; list and change rules.',
  help: RISK_HELP,
  run: async ([action, ...args], context) => {
    if (action === '--help' || action === '-h' || args.includes('--help') || args.includes('-h')) {
      context.print(RISK_HELP);
      return 0;
    }
    if (action === 'train') return runTrain(args, context);
    if (action === 'rules') return runRules(args, context);
    if (action === 'backtest') return runBacktest(args, context);
    if (action === 'report') return runReport(args, context);
    if (action === 'models') return runModels(args, context);
    if (action === 'compare') return runCompare(args, context);
    context.printError(action === undefined ? 'Say what to do: risk train.' : `There is no risk ${action}.`);
    context.printError('See: tilltalk risk --help');
    return 2;
  },
};

interface TrainOptions {
  readonly seed: number;
  readonly learners: number;
  readonly out: string;
}

async function runTrain(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    context.printError(options);
    context.printError('See: tilltalk risk --help');
    return 2;
  }
  const { seed, learners, out } = options;
  const beganMs = context.clock.wallMs();
  try {
    // Known before the work, not after it.
    accessSync(dirname(out), constants.W_OK);
    const trained = await trainModel({
      seed,
      learners,
      createdAtMs: beganMs,
      onProgress: (progress) => context.printError(progressLine(progress)),
    });
    writeFileSync(out, trained.text);
    // What was written is what serving accepts, or the command fails.
    loadModel(out);
    for (const line of reportLines(trained, options)) context.print(line);
    context.print(`written    ${out} in ${((context.clock.wallMs() - beganMs) / 1000).toFixed(1)} s`);
    return 0;
  } catch (error) {
    context.printError(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** The options, or a sentence that says what is wrong with them. */
function readOptions(args: readonly string[]): TrainOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '2026' },
        learners: { type: 'string', default: '20000' },
        out: { type: 'string', default: 'demo/risk-model.json' },
      },
    });
    if (!/^\d{1,9}$/.test(values.seed)) return '--seed takes a whole number.';
    if (!/^[1-9]\d{0,6}$/.test(values.learners)) return '--learners takes a number from 1 to 9999999.';
    return { seed: Number(values.seed), learners: Number(values.learners), out: values.out };
  } catch (error) {
    return error instanceof Error ? error.message : 'The options were not understood.';
  }
}

function progressLine(progress: TrainProgress): string {
  if ('presses' in progress) return `… ${progress.presses} presses of pay simulated`;
  const { family } = progress;
  if ('epoch' in progress) {
    const { number, validationLoss } = progress.epoch;
    return `… ${family}, epoch ${number}: validation loss ${(validationLoss ?? 0).toFixed(4)}`;
  }
  const { validationLoss, validationAveragePrecision } = progress;
  return `… ${family}: validation loss ${validationLoss.toFixed(4)}, average precision ${validationAveragePrecision.toFixed(4)}`;
}

function reportLines({ content }: TrainedModel, { seed, learners }: TrainOptions): string[] {
  const { simulated: s } = content;
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  return [
    `model      ${content.version}, seed ${seed}, ${learners} simulated learners`,
    `rows       train ${s.trainRows}, validation ${s.validationRows}, test ${s.testRows} (frauds ${s.testFrauds})`,
    'figures of the simulated test part:',
    `  AUC ${s.auc.toFixed(4)}, average precision ${s.averagePrecision.toFixed(4)}`,
    `  calibration error ${s.calibrationError.toFixed(4)}`,
    `  recall at 1 % of good presses   ${percent(s.recallAtFpr1)}`,
    `  challenged at ${content.challengeAt.toFixed(4)}: good ${percent(s.goodChallenged)}, fraud ${percent(s.fraudChallenged)}`,
  ];
}
