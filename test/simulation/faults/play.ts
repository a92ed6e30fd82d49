import { replayNotifications } from '../../../src/checkout/gateway/replay-notifications.ts';
import { sql } from '../../../src/kernel/db/database.ts';
import { type Random, seededRandom } from '../random.ts';
import { disputeCharge } from './book.ts';
import { type Counts, count, readTransitions } from './coverage.ts';
import type { Scenery } from './databases.ts';
import type { History } from './history.ts';
import { brokenPromises } from './invariants.ts';
import { bring } from './steps-of-the-world.ts';
import { takeStep } from './take-step.ts';
import { openWorld, reviveProcesses, runJobs, type World } from './world.ts';

export interface Played {
  /** Sentences; empty when every promise held. */
  readonly problems: readonly string[];
  readonly counts: Counts;
}

/** Plays a history in a database of its own, lets everything come to rest, and checks what must hold. */
export async function playHistory(scenery: Scenery, history: History): Promise<Played> {
  const scene = await scenery.open();
  try {
    const world = await openWorld(scene, history);
    for (const batch of history.batches) await playBatch(world, history, batch);
    await settle(world, history);
    for (const process of world.processes) process.close();
    const { counts, illegal } = await readTransitions(scene.db);
    for (const [name, times] of world.counts) count(counts, name, times);
    const problems = [...world.problems, ...illegal, ...(await brokenPromises(scene.db, world.book))];
    return { problems, counts };
  } finally {
    await scene.remove();
  }
}

async function playBatch(world: World, history: History, batch: History['batches'][number]): Promise<void> {
  await reviveProcesses(world, history);
  const works = batch.map((step, index) => async () => {
    const process = world.processes[index % world.processes.length];
    if (process !== undefined) await takeStep(world, process, step);
  });
  await world.stage.run(works, () => world.processes.some((process) => process.isDead()));
}

/** In how many histories everything is applied once more when all is at rest, besides those where something was given up. */
const SHARE_REPLAYED = 0.15;

/** Gateways go on failing for a while after the last click. */
const ROUNDS_WITH_FAULTS = 4;

/** How far the clock goes between two rounds of all jobs, in ms: past every retry, reservation and offer. */
const ROUNDS_MS = [
  ...Array.from({ length: 12 }, () => 60_000),
  ...Array.from({ length: 12 }, () => 3_600_000),
  ...Array.from({ length: 60 }, () => 86_400_000),
];

/** Everybody goes on alone, what is on its way arrives, banks decide, and time goes by until nothing moves any more. */
async function settle(world: World, history: History): Promise<void> {
  world.isSettling = true;
  // What went on behind somebody's back may still wait for its turn.
  await world.stage.run([], () => true);
  await reviveProcesses(world, history);
  const random = seededRandom(history.seed + 1);
  for (const arrive of world.book.onTheWay.splice(0)) arrive();
  for (const charge of world.book.charges.values())
    if (charge.dispute === 'opened') disputeCharge(world.book, charge, random.pick(['won', 'lost']));
  await tellTheRest(world, random);
  await comeToRest(world);
  const isGivenUp = ({ status }: { status: string }): boolean => status === 'failed';
  const events = await world.scene.db.query.selectFrom('gateway_event').select('status').execute();
  if (!random.chance(SHARE_REPLAYED) && !events.some(isGivenUp)) return;
  await replayAll(world);
  await comeToRest(world);
}

/** Everything that gateways told is applied once more, by hand: nothing may come of it. */
async function replayAll({ scene: { db }, processes }: World): Promise<void> {
  const [process] = processes;
  const events = await db.query.selectFrom('gateway_event').select('gatewayEventId').execute();
  const gatewayEventIds = events.map(({ gatewayEventId }) => gatewayEventId);
  if (process !== undefined)
    await replayNotifications(process.deps, { gatewayEventIds, actor: 'command_line' });
}

/** Half of what was not told is told in any order, the rest never. */
async function tellTheRest(world: World, random: Random): Promise<void> {
  for (const message of random.shuffle(world.book.outbox.splice(0))) {
    const process = random.pick(world.processes);
    if (message.isInsistent || random.chance(0.5)) await bring(world, process, message);
  }
}

async function comeToRest(world: World): Promise<void> {
  let quiet = 0;
  for (const [round, stepMs] of ROUNDS_MS.entries()) {
    world.gatewaysFail = round < ROUNDS_WITH_FAULTS;
    for (const process of world.processes) await runJobs(world, process);
    quiet = (await isAtRest(world)) ? quiet + 1 : 0;
    if (quiet === 2) return;
    world.nowMs += stepMs;
  }
  world.problems.push('it never came to rest');
}

/** Nothing may still charge or is to be released, nothing is on its way back or contested, no offer is open, nothing told is not
 * understood. */
async function isAtRest(world: World): Promise<boolean> {
  const { rows } = await sql<{ open: number }>`SELECT
    (SELECT COUNT(*) FROM "payment_attempt" WHERE "liveKey" IS NOT NULL OR "checkAtMs" IS NOT NULL)
    + (SELECT COUNT(*) FROM "refund" WHERE "status" IN ('created', 'pending', 'unknown'))
    + (SELECT COUNT(*) FROM "dispute" WHERE "status" = 'opened')
    + (SELECT COUNT(*) FROM "gateway_event" WHERE "status" = 'received')
    + (SELECT COUNT(*) FROM "checkout_session" WHERE "status" IN ('open', 'confirmed')) AS open`.execute(
    world.scene.db.query,
  );
  return Number(rows[0]?.open) === 0;
}
