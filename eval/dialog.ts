import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rounded } from '../bench/support/bench.ts';
import { type Dialog, DialogFile } from './dialog/format.ts';
import { type Faults, hasRightProduct, judgeTurn } from './dialog/judge.ts';
import { type Played, playDialog } from './dialog/play.ts';
import { openScene, type Scene } from './dialog/scene.ts';
import type { Eval, EvalOptions, EvalResult } from './support/eval.ts';

const OWN = fileURLToPath(new URL('./dialogs', import.meta.url));
const REACHED_MIN = 0.95;

interface Outcome {
  readonly dialog: Dialog;
  readonly played: Played;
  /** Of each turn. */
  readonly faults: readonly Faults[];
}

/**
 * Plays written conversations through the composed server with a SQLite file, the sandbox gateway and a catalogue on
 * sale, and holds every answer against its expected outcome. docs/DIALOGS.md tells the form of the files.
 */
export const evalDialog: Eval = async ({ dataFolder, sets, say }: EvalOptions): Promise<EvalResult> => {
  const folders =
    sets?.map((set) => [set, join(dataFolder, set)] as const) ??
    readdirSync(OWN).map((set) => [set, join(OWN, set)] as const);
  const metrics: Record<string, EvalResult['metrics'][string]> = {};
  const failing: string[] = [];
  let conversations = 0;
  for (const [name, folder] of folders) {
    const outcomes = await playFolder(folder, say);
    conversations += outcomes.length;
    metrics[name] = figuresOf(outcomes);
    failing.push(...outcomes.filter(({ faults }) => faults.flat().length > 0).map(({ dialog }) => dialog.id));
  }
  return {
    name: 'dialog',
    metrics,
    reference: { target: { reached: REACHED_MIN } },
    ratio: {},
    conditions: {
      conversations,
      judged: 'outcomes (intent, cards, products, orders, language, handing over), not wordings',
      through: 'the composed server in this process, SQLite file, sandbox gateway',
      failing: failing.join(' '),
    },
    problems: [],
  };
};

async function playFolder(folder: string, say: EvalOptions['say']): Promise<Outcome[]> {
  const scene = await openScene(join(folder, 'catalog.jsonl'));
  try {
    const outcomes: Outcome[] = [];
    for (const dialog of readDialogs(folder)) {
      const outcome = await judgeDialog(scene, dialog);
      outcomes.push(outcome);
      for (const line of linesOf(outcome)) say(line);
    }
    return outcomes;
  } finally {
    await scene.close();
  }
}

function readDialogs(folder: string): Dialog[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  return files.sort().flatMap((file) => {
    const parsed = DialogFile.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    if (!parsed.success) throw new Error(`${file}: ${parsed.error.message}`);
    return parsed.data.conversations;
  });
}

async function judgeDialog(scene: Scene, dialog: Dialog): Promise<Outcome> {
  const played = await playDialog(scene, dialog);
  const faults = dialog.turns.map(({ expect: expected }, index) =>
    judgeTurn(scene, played, { index, expected }),
  );
  return { dialog, played, faults };
}

function linesOf({ dialog, played, faults }: Outcome): string[] {
  return faults.flatMap((found, index) =>
    found.length === 0
      ? []
      : [
          `${dialog.id} turn ${index + 1} “${dialog.turns[index]?.say}” (${played.turns[index]?.intent}): ${found.join('; ')}`,
        ],
  );
}

function figuresOf(outcomes: readonly Outcome[]) {
  const turns = outcomes.flatMap(({ dialog, played, faults }) =>
    dialog.turns.map((turn, index) => ({ turn, heard: played.turns[index], faults: faults[index] ?? [] })),
  );
  const rights = turns.flatMap(({ turn, heard }) => {
    const right = heard === undefined ? null : hasRightProduct(heard, turn.expect);
    return right === null ? [] : [right];
  });
  return {
    conversations: outcomes.length,
    reached: share(outcomes.map(({ faults }) => faults.flat().length === 0)),
    turns: turns.length,
    turnsReached: share(turns.map(({ faults }) => faults.length === 0)),
    rightProductInThree: share(rights),
  };
}

function share(outcomes: readonly boolean[]): number {
  return outcomes.length === 0 ? 1 : rounded(outcomes.filter(Boolean).length / outcomes.length);
}
