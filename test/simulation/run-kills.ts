import { type ServerProcess, spawnServerProcess, startServerProcess } from '../support/server-process.ts';
import type { Verdict } from './judge.ts';
import { type Moment, planKills } from './plan.ts';
import { seededRandom } from './random.ts';
import { endStory, openDay, openScene, type Scene } from './scene.ts';
import { findWindows, hasMoneyInFlight, type WindowCounts } from './windows.ts';

export interface KillRun {
  /** How many kills that met money in flight; others are not counted. */
  readonly kills: number;
  readonly seed: number;
  /** How many learners buy at a time. */
  readonly learners?: number;
  /** Hears of each kill as it happens. */
  readonly onKill?: (done: KillDone) => void;
  /** Ends the killing early; what was killed so far is judged. */
  readonly enough?: AbortSignal;
}

export interface KillDone {
  /** Of those that count. */
  readonly number: number;
  /** Where it happened: the failpoint that was reached, the call that was held, or the moment. */
  readonly where: string;
  readonly found: WindowCounts;
}

export interface KillReport extends Verdict {
  readonly seed: number;
  readonly kills: readonly KillDone[];
  /** Kills that met no money in flight. */
  readonly uncounted: number;
  /** Lines that the server logged as errors, over all its lives. */
  readonly errors: readonly string[];
}

const LEARNERS = 5;
/** More cannot be begun between two kills. */
const PURCHASES_PER_KILL_MAX = 40;
const TIME_PER_KILL_MAX_MS = 20_000;
const END_TIME_MAX_MS = 180_000;
const PLACE_TIME_MAX_MS = 20_000;

/**
 * Kills the server again and again while learners buy by HTTP at every gateway and from their wallets, starts it again
 * each time, lets the story end and judges it by the gateways' own books, the database and what the learners are shown.
 */
export async function runKills(run: KillRun): Promise<KillReport> {
  const scene = await openScene({ crowdSize: 100 + run.kills * PURCHASES_PER_KILL_MAX });
  try {
    return await killAndJudge(scene, run);
  } finally {
    await scene.close();
  }
}

async function killAndJudge(scene: Scene, run: KillRun): Promise<KillReport> {
  const random = seededRandom(run.seed);
  const errors: string[] = [];
  const kills: KillDone[] = [];
  let uncounted = 0;
  const timeMaxMs = run.kills * TIME_PER_KILL_MAX_MS + END_TIME_MAX_MS;
  const day = openDay(scene, { learners: run.learners ?? LEARNERS, random, timeMaxMs });
  for (const { moment, focus } of planKills(random)) {
    if (kills.length === run.kills || run.enough?.aborted) break;
    day.focus(focus);
    const environment = { ...scene.environment, ...failpointOf(moment) };
    const server = spawnServerProcess({ environment });
    scene.server = server;
    const where = await waitForMoment(scene, server, moment);
    const pressed = day.purchases.filter(({ pressing }) => pressing > 0);
    await server.kill();
    scene.hall.letGo();
    errors.push(...server.errors);
    const books = await scene.hall.books();
    const found = findWindows(scene.sqliteFile, { books, pressed, where });
    const done = { number: kills.length + 1, where, found };
    if (!hasMoneyInFlight(found)) {
      uncounted += 1;
      continue;
    }
    kills.push(done);
    run.onKill?.(done);
  }
  day.focus(undefined);
  const last = await startServerProcess({ environment: scene.environment });
  scene.server = last;
  day.close();
  await day.done;
  const verdict = await endStory(scene, day.purchases);
  errors.push(...last.errors);
  return { seed: run.seed, kills, uncounted, errors, ...verdict };
}

function failpointOf(moment: Moment): Record<string, string> {
  return moment.kind === 'failpoint' ? { TILLTALK_FAILPOINT: `${moment.name}:${moment.nth}` } : {};
}

/** Waits for the moment of the plan. Returns where it is. */
async function waitForMoment(scene: Scene, server: ServerProcess, moment: Moment): Promise<string> {
  if (moment.kind === 'starting') {
    await pause(moment.afterMs);
    return 'while it starts';
  }
  const held = moment.kind === 'wire' ? scene.hall.holdNext(moment.operation, moment.part) : undefined;
  await server.started;
  if (moment.kind === 'running') {
    await pause(moment.afterMs);
    return 'at any moment';
  }
  const reached = moment.kind === 'wire' ? held?.then(() => nameOf(moment)) : server.stoppedAt;
  return Promise.race([
    reached ?? '',
    pause(PLACE_TIME_MAX_MS).then(() => `${nameOf(moment)} was not reached`),
  ]);
}

function nameOf(moment: Extract<Moment, { kind: 'failpoint' | 'wire' }>): string {
  return moment.kind === 'failpoint' ? moment.name : `${moment.operation}: the ${moment.part} on the wire`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
