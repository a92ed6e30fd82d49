import { acceptHandoff } from '../../../src/bot/handoff/accept-handoff.ts';
import { releaseHandoff } from '../../../src/bot/handoff/finish-handoff.ts';
import { beat } from '../../../src/bot/handoff/presence/beat.ts';
import { setPresence } from '../../../src/bot/handoff/presence/set-presence.ts';
import { setProfile } from '../../../src/bot/handoff/presence/set-profile.ts';
import { runQueue } from '../../../src/bot/handoff/queue/run-queue.ts';
import type { Database } from '../../../src/kernel/db/database.ts';
import { DomainError } from '../../../src/kernel/errors.ts';
import { seededRandom } from '../random.ts';
import * as rules from './invariants.ts';
import { steps } from './steps.ts';
import { buildWorld, count, died, newProcess, type World } from './world.ts';

export interface Played {
  readonly problems: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
}

/** Plays one history from its seed; what is wrong is told with the step after which it was so. */
export async function playHistory(
  db: Database,
  { seed, stepsCount }: { seed: number; stepsCount: number },
): Promise<Played> {
  const world = await buildWorld(db, seededRandom(seed));
  for (let number = 1; number <= stepsCount; number += 1) {
    const problems = await takeSteps(world);
    if (problems.length > 0) return told(world, seed, number, problems);
  }
  const end = [
    ...(await rules.stepProblems(world)),
    ...(await rules.silenceProblems(world)),
    ...(await strandedProblems(world)),
  ];
  return end.length > 0 ? told(world, seed, stepsCount, end) : { problems: [], counts: world.counts };
}

function told(world: World, seed: number, number: number, problems: readonly string[]): Played {
  const after = `seed ${seed}, step ${number}`;
  return { problems: problems.map((problem) => `${after}: ${problem}`), counts: world.counts };
}

/** One to three things at once, then a look at everything; then the queue runs alone, and everything is looked at again. */
async function takeSteps(world: World): Promise<string[]> {
  const { random } = world;
  world.nowMs += random.pick([50, 1_000, 8_000, 31_000, 70_000, 400_000]);
  await atTheirDesks(world);
  if (random.chance(0.12)) world.crash = { inCommits: 1 + random.below(3), after: random.chance(0.5) };
  const before = await rules.takePicture(world);
  const width = random.pick([1, 1, 1, 2, 3]);
  // What happens at once often concerns one conversation.
  const shared = random.chance(0.6) ? random.pick(world.threads) : undefined;
  await Promise.all(Array.from({ length: width }, () => takeStep(world, shared)));
  const between = await rules.takePicture(world);
  const problems = [...rules.ownersProblems(between), ...rules.capacityProblems(before, between)];
  if (problems.length > 0) return problems;
  world.crash = null;
  await runQueue(random.pick(world.processes).deps);
  const after = await rules.takePicture(world);
  return [
    ...rules.ownersProblems(after),
    ...rules.capacityProblems(between, after),
    ...rules.strandingProblems(world, after),
    ...(await rules.waitingProblems(world, after)),
    ...(await rules.offerProblems(world, between, after)),
    ...(await rules.orderProblems(world, between, after)),
  ];
}

/** Consoles that are open show life; one in a dozen has lost its network. */
async function atTheirDesks(world: World): Promise<void> {
  for (const staffId of world.signedIn) {
    if (world.random.chance(0.92)) await beat(world.processes[0].deps, staffId);
  }
}

const weighted = Object.entries(steps).flatMap(([name, [weight, step]]) =>
  Array.from({ length: weight }, () => ({ name, step })),
);

async function takeStep(world: World, shared: World['threads'][number] | undefined): Promise<void> {
  const { random } = world;
  const { name, step } = random.pick(weighted);
  const at = random.below(2) as 0 | 1;
  const bot = world.processes[at];
  const doing = {
    world,
    bot,
    thread: shared ?? random.pick(world.threads),
    agent: random.pick(world.agents),
  };
  try {
    await step(doing);
    count(world, name);
  } catch (error) {
    if (error === died) {
      world.processes[at] = newProcess(world);
      count(world, `died: ${name}`);
    } else if (error instanceof DomainError) {
      count(world, `refused: ${error.code}`);
    } else {
      throw error;
    }
  }
}

/** In the end agents who can do everything sit down, and everybody who waits is served. */
async function strandedProblems(world: World): Promise<string[]> {
  for (let round = 0; round < 20; round += 1) {
    world.nowMs += 400_000;
    await everybodyComes(world);
    await runQueue(world.processes[0].deps);
    if ((await serveOffered(world)) === 0) return [];
  }
  const { handoffs } = await rules.takePicture(world);
  return handoffs.map(({ conversationId, state }) => `${conversationId} is stranded: ${state}`);
}

async function everybodyComes({ agents, signedIn, processes: [{ deps }] }: World): Promise<void> {
  for (const { staffId } of agents) {
    signedIn.add(staffId);
    const profile = { capacity: 3, skills: [], languages: ['zh' as const, 'en' as const] };
    await setProfile(deps, { staffId, actor: 'staff:stf_boss', ...profile });
    await setPresence(deps, { staffId, status: 'available' });
  }
}

/** Accepts and ends what agents have or are offered; how many were with people before. */
async function serveOffered(world: World): Promise<number> {
  const [{ deps }] = world.processes;
  const { handoffs } = await rules.takePicture(world);
  for (const { conversationId, offeredTo, acceptedBy } of handoffs) {
    const agent = world.agents.find(({ staffId }) => staffId === (offeredTo ?? acceptedBy));
    if (agent === undefined) continue;
    if (offeredTo !== null) await acceptHandoff(deps, { conversationId, agent });
    await releaseHandoff(deps, { conversationId, agent });
  }
  return handoffs.length;
}
