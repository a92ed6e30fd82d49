import { checkoutOf } from '../../../src/app/compose.ts';
import { readConfig } from '../../../src/app/config.ts';
import type { CheckoutDeps } from '../../../src/checkout/deps.ts';
import type { PaymentGateway } from '../../../src/checkout/gateway/types.ts';
import { createRouter } from '../../../src/checkout/index.ts';
import { memoryBroadcast } from '../../../src/kernel/broadcast.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import type { Database } from '../../../src/kernel/db/database.ts';
import { newId } from '../../../src/kernel/id.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { createMeter } from '../../../src/kernel/meter.ts';
import { createRateLimit } from '../../../src/kernel/rate-limit.ts';
import { createRateLimits } from '../../../src/kernel/shared-rate-limit.ts';
import { createRisk } from '../../../src/risk/index.ts';
import type { CrashPoint } from './history.ts';

const config = readConfig({
  DEMO: '0',
  SANDBOX: '0',
  LOG_LEVEL: 'silent',
  PUBLIC_URL: 'http://127.0.0.1:9',
  TOP_UP_PACKAGES: JSON.stringify([
    { packageId: 'large', currency: 'CNY', amountMinor: 10_000, bonusMinor: 2_000, bonusDays: 30 },
    { packageId: 'small', currency: 'CNY', amountMinor: 3_000, bonusMinor: 0, bonusDays: null },
  ]),
  // The author of every product of the model.
  CREATOR_SHARES: JSON.stringify([{ creatorId: 'lin', author: '林老师', sharePpm: 300_000 }]),
});
const log = silentLog();
const meter = createMeter({ processMetrics: false });

/** What a process of the house has around it. */
export interface Surroundings {
  readonly db: Database;
  readonly gateways: readonly PaymentGateway[];
  readonly manualCapture: boolean;
  /** Whether reserved money is taken when its time ends, or given back. */
  readonly capturesAtEnd: boolean;
  nowMs(): number;
  /** Lets others go first. */
  pause(): Promise<void>;
  /** True when the process is to die here. */
  diesAt(point: CrashPoint): boolean;
}

/** One life of a process: what awaits anything after its death waits for ever. */
export interface Process {
  readonly deps: CheckoutDeps;
  isDead(): boolean;
  close(): void;
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

let lives = 0;

/** Starts a process on the database and gateways around it. */
export async function startProcess(around: Surroundings): Promise<Process> {
  lives += 1;
  const life = { isDead: false };
  const die = <T>(): Promise<T> => {
    life.isDead = true;
    return never<T>();
  };
  const db = mortalDatabase(around, life, die);
  const kernel = {
    db,
    clock: systemClock(around.nowMs),
    newId,
    log,
    meter,
    broadcast: memoryBroadcast(),
    rateLimits: createRateLimits({ clock: systemClock(around.nowMs), log, redis: undefined }),
    redis: null,
    livemode: false,
    close: async () => {},
  };
  const router = await createRouter({ ...kernel, db: around.db });
  const deps: CheckoutDeps = {
    ...readOnce(kernel),
    ...kernel,
    couponTries: createRateLimit(kernel.clock, { perMinute: 1_000 }),
    quarantineLimit: createRateLimit(kernel.clock, { perMinute: 1_000 }),
    risk: createRisk(kernel, { modelFile: null, rules: [] }),
    chatPaceOf: async () => ({ messagesCount: 1, firstMessageAtMs: null, medianGapMs: null }),
    captureMode: around.manualCapture ? 'manual' : 'automatic',
    authorizationEnd: around.capturesAtEnd ? 'capture' : 'void',
    gateways: around.gateways.map((gateway) => mortalGateway(gateway, { around, life, die })),
    router,
    processId: `process-${lives}`,
    sharedDatabase: around.db.engine === 'postgresql',
    wakeJob: () => {},
  };
  return { deps, isDead: () => life.isDead, close: () => router.close() };
}

let read: ReturnType<typeof checkoutOf> | undefined;

/** What a house is by its configuration and files; what lives in a process is made for each. Nothing is journaled. */
function readOnce(kernel: Parameters<typeof checkoutOf>[1]): Omit<ReturnType<typeof checkoutOf>, 'journal'> {
  read ??= checkoutOf(config, kernel);
  const { journal: _, ...house } = read;
  return house;
}

interface Life {
  isDead: boolean;
}
type Die = <T>() => Promise<T>;

function mortalDatabase(around: Surroundings, life: Life, die: Die): Database {
  return {
    ...around.db,
    transact: async (work) => {
      await around.pause();
      if (life.isDead) return never();
      if (around.diesAt('before_commit')) {
        // Dead from here on, though undoing its work takes a moment.
        const end = die<never>();
        await undoneAtOnce(around.db, work);
        return end;
      }
      const result = await around.db.transact(work);
      if (life.isDead) return never();
      return around.diesAt('after_commit') ? die() : result;
    },
  };
}

const undo = new Error('the process ended before its commit');

/** Everything of the transaction happens and none of it stays. */
async function undoneAtOnce(db: Database, work: Parameters<Database['transact']>[0]): Promise<void> {
  await db
    .transact(async (tx) => {
      await work(tx);
      throw undo;
    })
    .catch(() => {});
}

const CALLS = [
  'createPayment',
  'queryPayment',
  'closePayment',
  'capturePayment',
  'refundPayment',
  'queryRefund',
  'queryDisputes',
] as const;

function mortalGateway(
  gateway: PaymentGateway,
  { around, life, die }: { around: Surroundings; life: Life; die: Die },
): PaymentGateway {
  const mortal = { ...gateway } as Record<string, unknown>;
  for (const name of CALLS) {
    const call = gateway[name] as (input: unknown) => Promise<unknown>;
    mortal[name] = async (input: unknown) => {
      await around.pause();
      if (life.isDead) return never();
      if (around.diesAt('before_call')) return die();
      const result = await call(input);
      await around.pause();
      if (life.isDead) return never();
      return around.diesAt('after_call') ? die() : result;
    };
  }
  return mortal as unknown as PaymentGateway;
}
