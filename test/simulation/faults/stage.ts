import { setTimeout as pauseMs, setImmediate as tick } from 'node:timers/promises';
import type { Random } from '../random.ts';

/** Decides in which order things that happen at once go on. */
export interface Stage {
  /** Waits until it is this one's turn. */
  pause(): Promise<void>;
  /** Runs all at once, a step of one after a step of another, until each has ended or hangs in a process that died. */
  run(works: readonly (() => Promise<void>)[], someoneDied: () => boolean): Promise<void>;
}

/** How long nothing must move before somebody else gets a turn, and before one who hangs is given up. */
interface Patience {
  readonly tickMs: number;
  readonly quietTicks: number;
  readonly hangingTicks: number;
}

/** A database in this process answers between two ticks, one behind a socket takes its time. */
export const patienceOf = (engine: 'sqlite' | 'postgresql'): Patience =>
  engine === 'sqlite'
    ? { tickMs: 0, quietTicks: 4, hangingTicks: 12 }
    : { tickMs: 2, quietTicks: 4, hangingTicks: 200 };

/** A stage whose order repeats with the random source. */
export function createStage(random: Random, patience: Patience): Stage {
  let waiting: (() => void)[] = [];
  const hall: Hall = {
    patience,
    waitingCount: () => waiting.length,
    giveTurn: () => {
      if (waiting.length === 0) return false;
      const next = random.pick(waiting);
      waiting = waiting.filter((one) => one !== next);
      next();
      return true;
    },
  };
  return {
    pause: () => new Promise((resolve) => waiting.push(resolve)),
    run: (works, someoneDied) => runAll(hall, works, someoneDied),
  };
}

interface Hall {
  readonly patience: Patience;
  waitingCount(): number;
  /** Lets one who waits go on; false when nobody waits. */
  giveTurn(): boolean;
}

async function runAll(
  hall: Hall,
  works: Parameters<Stage['run']>[0],
  someoneDied: () => boolean,
): Promise<void> {
  const { tickMs, quietTicks, hangingTicks } = hall.patience;
  let running = works.length;
  for (const work of works) void work().finally(() => (running -= 1));
  const state = (): string => `${running}/${hall.waitingCount()}`;
  let quiet = 0;
  while (state() !== '0/0') {
    const before = state();
    await pass(tickMs);
    quiet = before === state() ? quiet + 1 : 0;
    if (quiet < quietTicks) continue;
    if (hall.giveTurn()) quiet = 0;
    else if (quiet >= hangingTicks && someoneDied()) return;
  }
}

const pass = (tickMs: number): Promise<unknown> => (tickMs === 0 ? tick() : pauseMs(tickMs));
