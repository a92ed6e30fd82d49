import { createHash } from 'node:crypto';
import type { Segmenter } from '../../../recommend/index.ts';
import { crossValidate } from './cross-validate.ts';
import { type IntentModel, judge } from './intent-model.ts';
import { type HeldOutFigures, type ModelHead, roundWeights, sealModel } from './model-artifact.ts';
import { calibrate, chooseRejection, type JudgedLine } from './operating-point.ts';
import { readLine } from './read-line.ts';
import { type Example, readViews, trainIntents } from './train-intents.ts';

export interface TrainModel {
  readonly examples: readonly Example[];
  /** Lines that no label covers: never learned from. */
  readonly outside: readonly string[];
  readonly seed: number;
  readonly createdAtMs: number;
}

export interface TrainedModel {
  readonly bytes: Buffer;
  readonly head: ModelHead;
}

/** From this probability of being right on, a judgement counts as sure. */
export const SURE_FROM = 0.4;
const PARITY_EVERY = 29;

/** Trains the bot's classifier and makes its artifact. Figures are of lines that the judging model had not seen. */
export function trainModel(segmenter: Segmenter, command: TrainModel): TrainedModel {
  const { seed } = command;
  const examples = command.examples.map((example) => ({ ...example, ...readLine(example.text) }));
  const outside = command.outside.map(readLine);
  const held = crossValidate(segmenter, examples, { outside, seed });
  const curve = calibrate([...held.lines, ...held.outside]);
  const trained = trainIntents(segmenter, examples, seed);
  const dataHash = createHash('sha256')
    .update(JSON.stringify([examples, outside]))
    .digest('hex');
  const version = `${new Date(command.createdAtMs).toISOString().slice(0, 10)}-${dataHash.slice(0, 8)}`;
  const rejectBelow = Math.max(chooseRejection(held.lines), certaintyAt(curve, SURE_FROM));
  const model = roundWeights({ ...trained, ...curve, version, rejectBelow });
  const head: ModelHead = {
    kind: 'tilltalk.intent_model',
    version,
    createdAt: new Date(command.createdAtMs).toISOString(),
    seed,
    dataHash,
    labels: [...model.labels],
    placeCount: model.vocabulary.places.size,
    unseenRarity: model.vocabulary.unseenRarity,
    shares: model.vocabulary.shares,
    hasPairs: model.vocabulary.shares.pairs > 0,
    rejectBelow,
    ...curve,
    heldOut: figuresOf(held.lines, held.outside, rejectBelow),
    parity: parityOf(segmenter, model, examples),
  };
  return { head, bytes: sealModel(head, model) };
}

function certaintyAt({ slope, offset }: { slope: number; offset: number }, share: number): number {
  return (Math.log(share / (1 - share)) - offset) / slope;
}

function figuresOf(
  lines: readonly JudgedLine[],
  outside: readonly JudgedLine[],
  rejectBelow: number,
): HeldOutFigures {
  const share = (part: readonly unknown[], all: readonly unknown[]): number =>
    Number((part.length / Math.max(1, all.length)).toFixed(4));
  const covered = lines.filter(({ certainty }) => certainty >= rejectBelow);
  const right = (all: readonly JudgedLine[]) => all.filter(({ isRight }) => isRight);
  return {
    lines: lines.length,
    accuracy: share(right(lines), lines),
    coveredShare: share(covered, lines),
    precision: share(right(covered), covered),
    outsideLines: outside.length,
    outsideTurnedAway: share(
      outside.filter(({ certainty }) => certainty < rejectBelow),
      outside,
    ),
  };
}

function parityOf(
  segmenter: Segmenter,
  model: IntentModel,
  examples: readonly Example[],
): ModelHead['parity'] {
  return examples
    .filter((_, at) => at % PARITY_EVERY === 0)
    .map((example) => {
      const { words, characters, pairs, shape, hints } = readViews(segmenter, example);
      const views = {
        words: [...words],
        characters: [...characters],
        pairs: [...(pairs ?? [])],
        shape: [...(shape ?? [])],
        hints: [...(hints ?? [])],
      };
      const { best, certainty } = judge(model, views);
      return { views, label: model.labels[best] ?? '', certainty };
    });
}
