import type { GivenAnswer } from '../../../src/checkout/idempotency.ts';
import { checkoutJobs } from '../../../src/checkout/index.ts';
import type { CheckoutView } from '../../../src/checkout/wire.ts';
import type { Caller } from '../../../src/identity/index.ts';
import { DomainError } from '../../../src/kernel/errors.ts';
import type { Job } from '../../../src/kernel/job.ts';
import type { TestProduct } from '../../support/products.ts';
import { type Random, seededRandom } from '../random.ts';
import { type Book, emptyBook } from './book.ts';
import { type Counts, count } from './coverage.ts';
import type { Scene } from './databases.ts';
import { type CrashPoint, callFaults, type History, type Operation } from './history.ts';
import { modelGateway } from './model-gateway.ts';
import { type Process, startProcess } from './process.ts';
import { createStage, patienceOf, type Stage } from './stage.ts';

/** When every history begins, in ms: a Monday noon in Shanghai. */
const BEGINNING_MS = Date.UTC(2027, 2, 1, 4);

export interface Answered {
  readonly key: string;
  readonly status: number;
  readonly body: string;
}

/** A checkout as its learner saw it last. */
export interface OpenCheckout {
  readonly caller: Caller;
  view: CheckoutView;
}

/** Everything one history happens in. */
export interface World {
  readonly scene: Scene;
  readonly callers: readonly Caller[];
  /** As they are on sale now. */
  readonly products: TestProduct[];
  readonly book: Book;
  readonly stage: Stage;
  readonly processes: Process[];
  readonly checkouts: OpenCheckout[];
  /** The last key with which each thing was asked for. */
  readonly keys: Map<string, string>;
  readonly answers: Answered[];
  readonly counts: Counts;
  readonly problems: string[];
  nowMs: number;
  crash: { at: CrashPoint; nth: number } | null;
  /** What the next calls of gateways meet, before chance has its say. */
  readonly plannedFaults: { readonly operation: Operation; readonly fault: string }[];
  /** While it settles nobody dies and one thing happens at a time; gateways may still fail at first. */
  isSettling: boolean;
  gatewaysFail: boolean;
}

export async function openWorld(scene: Scene, history: History): Promise<World> {
  const random = seededRandom(history.seed);
  const world: World = {
    scene,
    callers: scene.learnerIds.map((learnerId) => ({
      learnerId,
      isGuest: false,
      expiresAtMs: Number.MAX_SAFE_INTEGER,
      wechatOpenid: null,
    })),
    products: [...scene.products],
    book: undefined as unknown as Book,
    stage: createStage(random, patienceOf(scene.db.engine)),
    processes: [],
    checkouts: [],
    keys: new Map(),
    answers: [],
    counts: new Map(),
    problems: [],
    nowMs: BEGINNING_MS,
    crash: null,
    plannedFaults: [],
    isSettling: false,
    gatewaysFail: true,
  };
  (world as { book: Book }).book = bookOf(world, random, history);
  // On PostgreSQL two processes share the house; SQLite has one.
  const lives = scene.db.engine === 'sqlite' ? 1 : 2;
  for (let life = 0; life < lives; life += 1) world.processes.push(await newProcess(world, history));
  return world;
}

function plannedFault({ plannedFaults }: World, operation: Operation): string | undefined {
  const place = plannedFaults.findIndex((planned) => planned.operation === operation);
  return place < 0 ? undefined : plannedFaults.splice(place, 1)[0]?.fault;
}

function bookOf(world: World, random: Random, { faultRate }: History): Book {
  const chosenFault = (operation: Operation): string | undefined =>
    world.gatewaysFail && random.chance(faultRate) ? random.pick<string>(callFaults[operation]) : undefined;
  return emptyBook({
    nowMs: () => world.nowMs,
    nextFault: (operation) => {
      const fault = plannedFault(world, operation) ?? chosenFault(operation);
      if (fault === undefined) return undefined;
      count(world.counts, `fault ${operation}: ${fault}`);
      return fault;
    },
    beforeCreate: async (reference) => {
      if (!(await world.scene.hasAttempt(reference)))
        world.problems.push(`a gateway was asked for ${reference} before its attempt was committed`);
    },
  });
}

function newProcess(world: World, { manualCapture, seed }: History): Promise<Process> {
  return startProcess({
    db: world.scene.db,
    gateways: [
      modelGateway(world.book, 'north', ['alipay', 'wechat_pay', 'card']),
      modelGateway(world.book, 'south', ['alipay', 'wechat_pay']),
    ],
    manualCapture,
    capturesAtEnd: seed % 2 === 1,
    nowMs: () => world.nowMs,
    pause: () => (world.isSettling ? Promise.resolve() : world.stage.pause()),
    diesAt: (point) => {
      if (world.isSettling || world.crash?.at !== point) return false;
      world.crash.nth -= 1;
      if (world.crash.nth > 0) return false;
      world.crash = null;
      count(world.counts, `crash ${point}`);
      return true;
    },
  });
}

/** A process in which the next thing happens; the dead are replaced, as a supervisor does. */
export async function reviveProcesses(world: World, history: History): Promise<void> {
  for (const [index, process] of world.processes.entries()) {
    if (!process.isDead()) continue;
    process.close();
    world.processes[index] = await newProcess(world, history);
    // A key that a dead process held is believed for its time where others may live.
    if (world.scene.db.engine === 'postgresql') world.nowMs += 21_000;
  }
}

/** The one of that number, counted round; undefined of nothing. */
export const nth = <Item>(items: readonly Item[], index: number): Item | undefined =>
  items[items.length === 0 ? 0 : index % items.length];

/** Asks something of the house: a refusal is an answer; what is no refusal is a broken promise. */
export async function ask(
  world: World,
  key: string | null,
  work: () => Promise<GivenAnswer>,
): Promise<GivenAnswer | undefined> {
  try {
    const answer = await work();
    if (key !== null) checkReplay(world, key, answer);
    return answer;
  } catch (error) {
    if (!(error instanceof DomainError)) world.problems.push(`the house failed: ${(error as Error).stack}`);
    else count(world.counts, `refused ${error.code}`);
    return undefined;
  }
}

/** The same key gives the first answer again. */
function checkReplay(world: World, key: string, { status, body, replayed }: GivenAnswer): void {
  const text = JSON.stringify(body);
  const first = world.answers.find((one) => one.key === key);
  if (first === undefined) world.answers.push({ key, status, body: text });
  else if (!replayed) world.problems.push(`key ${key} ran twice`);
  else if (first.status !== status || first.body !== text)
    world.problems.push(`key ${key} was answered in two ways: ${first.body} and ${text}`);
}

/** Runs a job in a process, or with no name each of them. */
export async function runJobs(world: World, process: Process, name?: string): Promise<void> {
  const jobs = checkoutJobs(process.deps).filter((job) => name === undefined || job.name === name);
  for (const job of jobs) await runJob(world, job);
}

async function runJob(world: World, job: Job): Promise<void> {
  await job.run().catch((error: unknown) => {
    world.problems.push(`job ${job.name} failed: ${(error as Error).stack}`);
  });
}
