import { createTestBot, type TestBot } from '../../../src/bot/bot.testing.ts';
import type { Agent } from '../../../src/bot/handoff/types.ts';
import type { Database } from '../../../src/kernel/db/database.ts';
import { newId } from '../../../src/kernel/id.ts';
import type { Random } from '../random.ts';

/** What a process that dies throws, wherever it was. */
export const died = new Error('the process died');

export interface World {
  readonly db: Database;
  readonly random: Random;
  /** Two processes on one database; one that died comes back with nothing in memory. */
  readonly processes: [TestBot, TestBot];
  readonly agents: readonly Agent[];
  readonly signedIn: Set<string>;
  readonly threads: { learnerId: string; conversationId: string }[];
  /** How often each thing happened. */
  readonly counts: Map<string, number>;
  nowMs: number;
  /** How many commits from now a process dies, and on which side of the commit; null: none does. */
  crash: { inCommits: number; after: boolean } | null;
}

const NAMES = ['林一', '梅二', '陈三', 'Dana'];
/** Takes conversations over, whatever the caps. */
export const SUPERVISOR = { staffId: 'stf_boss', displayName: '主管' };
export const SKILLS = ['payments', 'python'];

/** A house with a few agents, some learners and nobody at a desk yet. */
export async function buildWorld(db: Database, random: Random): Promise<World> {
  const named = NAMES.map((displayName, index) => ({ staffId: `stf_${index + 1}`, displayName }));
  const agents = [...named, SUPERVISOR];
  for (const table of ['handoff', 'agent_profile'] as const) await db.query.deleteFrom(table).execute();
  const world: Omit<World, 'processes'> = {
    db,
    random,
    agents,
    signedIn: new Set<string>(),
    threads: [],
    counts: new Map(),
    nowMs: 1_790_000_000_000,
    crash: null,
  };
  const whole = world as World & { processes: [TestBot, TestBot] };
  whole.processes = [newProcess(whole), newProcess(whole)];
  for (const language of ['zh', 'en', 'zh', 'zh', 'en', 'zh'] as const) {
    const [bot] = whole.processes;
    const learnerId = await bot.newLearner();
    whole.threads.push({ learnerId, conversationId: await bot.open(learnerId, language) });
  }
  await db.query
    .updateTable('learner')
    .set({ vip: 1 })
    .where('learnerId', '=', whole.threads[1]?.learnerId ?? '')
    .execute();
  return whole;
}

/** A process that has just begun. */
export function newProcess(world: World): TestBot {
  const clock = { wallMs: () => world.nowMs, nowMs: () => world.nowMs };
  return createTestBot(mortal(world), {
    clock,
    // A bot that takes its time: others act meanwhile.
    recommendProducts: async () => {
      for (let turn = 0; turn < 40; turn += 1) await new Promise(setImmediate);
      return { recommendationId: newId('rec'), strategy: 'none', items: [], relaxed: [] };
    },
    presentAgentIds: async () => new Set(world.signedIn),
    nameOfStaff: async (staffId) =>
      world.agents.find((agent) => agent.staffId === staffId)?.displayName ?? null,
  });
}

/** The database of a process that may die right before or right after a commit. */
function mortal(world: World): Database {
  return {
    ...world.db,
    transact: async (work) => {
      const dies = isDeath(world);
      const result = await world.db.transact(async (tx) => {
        const done = await work(tx);
        if (dies === 'before') throw died;
        return done;
      });
      if (dies === 'after') throw died;
      return result;
    },
  };
}

function isDeath(world: World): 'before' | 'after' | null {
  const { crash } = world;
  if (crash === null) return null;
  crash.inCommits -= 1;
  if (crash.inCommits > 0) return null;
  world.crash = null;
  return crash.after ? 'after' : 'before';
}

/** Remembers that something happened, for the report. */
export function count(world: World, what: string): void {
  world.counts.set(what, (world.counts.get(what) ?? 0) + 1);
}
