import { join } from 'node:path';
import { type BotSocketsDeps, botJobs, createTurns, moveConversations, type Turns } from '../bot/index.ts';
import {
  type CheckoutDeps,
  type CheckoutJobName,
  checkoutJobs,
  ownedProductIds,
  type PaymentGateway,
  registerMerchant,
  sandboxGateway,
  sandboxKeys,
} from '../checkout/index.ts';
import { type Authenticate, createAuthenticate, type IdentityDeps } from '../identity/index.ts';
import { type Broadcast, memoryBroadcast, redisBroadcast } from '../kernel/broadcast.ts';
import { type AdjustableClock, systemClock } from '../kernel/clock.ts';
import type { Database } from '../kernel/db/database.ts';
import { migrate } from '../kernel/db/migrate.ts';
import { openDatabase } from '../kernel/db/open.ts';
import { newId } from '../kernel/id.ts';
import { createJobs, type Jobs } from '../kernel/job.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { createMeter, type Meter } from '../kernel/meter.ts';
import { onEventsCommitted } from '../kernel/outbox.ts';
import { createRateLimit } from '../kernel/rate-limit.ts';
import { openRedis, type RedisClient } from '../kernel/redis.ts';
import { createRelay, type Relay } from '../kernel/relay.ts';
import { restoreClock } from '../kernel/test-clock.ts';
import { createShelf, type RecommendDeps } from '../recommend/index.ts';
import type { Config } from './config.ts';
import { subscriptionsOf } from './subscriptions.ts';
import { dialogDeps, impressionReader, noticeReaders } from './talk.ts';

/** Everything a process is made of. Only this folder knows every domain. */
export interface House {
  readonly config: Config;
  readonly log: Log;
  readonly meter: Meter;
  readonly clock: AdjustableClock;
  readonly db: Database;
  readonly redis: RedisClient | undefined;
  readonly broadcast: Broadcast;
  readonly authenticate: Authenticate;
  readonly identity: IdentityDeps;
  readonly checkout: CheckoutDeps;
  readonly recommend: RecommendDeps;
  readonly bot: BotSocketsDeps;
  /** The turns this process has in hand. */
  readonly turns: Turns;
  readonly jobs: Jobs;
  readonly relay: Relay;
  /** Closes what is open, last things first. */
  close(): Promise<void>;
}

/** Opens the stores, applies migrations and connects the domains. Nothing listens or runs yet. */
export async function compose(config: Config): Promise<House> {
  const log = createLog({ level: config.LOG_LEVEL, role: config.ROLE });
  const meter = createMeter({ processMetrics: true });
  const clock = systemClock();
  const db = openDatabase({
    databaseUrl: config.DATABASE_URL,
    sqliteFile: join(config.DATA_DIR, 'tilltalk.sqlite'),
  });
  await migrate(db);
  await restoreClock({ db, clock });
  const redis = config.REDIS_URL === undefined ? undefined : openRedis(config.REDIS_URL);
  const broadcast = redis === undefined ? memoryBroadcast() : redisBroadcast(redis, log, config.processId);
  const kernel = { db, clock, log, meter, broadcast, newId, livemode: config.livemode };

  const identity: IdentityDeps = {
    ...kernel,
    tokenKeys: config.TOKEN_SECRETS,
    hostKeys: config.HOST_SECRETS,
    onGuestSignedIn: (tx, fromLearnerId, toLearnerId) =>
      moveConversations(kernel, tx, { fromLearnerId, toLearnerId }),
  };
  const authenticate = createAuthenticate(identity);
  const checkout = checkoutOf(config, kernel);
  await registerMerchant(checkout);
  const recommend = recommendOf(checkout);
  const turns = createTurns({ ...kernel, ...dialogDeps(checkout, recommend) });
  const bot = {
    ...kernel,
    ...impressionReader(recommend),
    turns,
    authenticate,
    ...chatLimits(config, clock),
  };

  const jobs = createJobs({ db, log }, [...checkoutJobs(checkout), ...botJobs(bot)]);
  const relay = createRelay(kernel, subscriptionsOf({ ...kernel, ...noticeReaders(checkout) }));
  connectProcesses({ clock, broadcast, jobs, relay });
  return {
    config,
    log,
    meter,
    clock,
    db,
    redis,
    broadcast,
    authenticate,
    identity,
    checkout,
    recommend,
    bot,
    turns,
    jobs,
    relay,
    close: async () => {
      await broadcast.close();
      redis?.disconnect();
      await db.close();
    },
  };
}

function recommendOf(checkout: CheckoutDeps): RecommendDeps {
  return {
    ...checkout,
    shelf: createShelf(checkout),
    ownedProductIds: (learnerId) => ownedProductIds(checkout, learnerId),
  };
}

/** Opening, clicks and changes of language come on top of messages. */
const EVENTS_PER_MESSAGE = 4;

function chatLimits(
  config: Config,
  clock: AdjustableClock,
): Pick<BotSocketsDeps, 'messageLimit' | 'eventLimit'> {
  return {
    messageLimit: createRateLimit(clock, { perMinute: config.MESSAGES_PER_MINUTE }),
    eventLimit: createRateLimit(clock, { perMinute: config.MESSAGES_PER_MINUTE * EVENTS_PER_MESSAGE }),
  };
}

type Kernel = Pick<CheckoutDeps, 'db' | 'clock' | 'log' | 'meter' | 'broadcast' | 'newId' | 'livemode'>;

function checkoutOf(config: Config, kernel: Kernel): CheckoutDeps {
  return {
    ...kernel,
    merchant: {
      merchantAccountId: config.MERCHANT_ID,
      legalName: config.MERCHANT_NAME,
      country: config.MERCHANT_COUNTRY,
      timeZone: config.MERCHANT_TIME_ZONE,
      taxRatePpm: config.MERCHANT_TAX_PPM,
    },
    gateways: gatewaysOf(config),
    publicUrl: publicUrlOf(config),
    allowedSites: config.ALLOWED_SITES,
    returnSecret: config.RETURN_SECRET,
    processId: config.processId,
    sharedDatabase: config.DATABASE_URL !== undefined,
    wakeJob: (name: CheckoutJobName) => kernel.broadcast.publish('job', { name }),
  };
}

/** The address that browsers and gateways use, without a slash at the end. */
export function publicUrlOf(config: Config): string {
  return (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/+$/, '');
}

function gatewaysOf(config: Config): PaymentGateway[] {
  if (!config.SANDBOX) return [];
  const keys = sandboxKeys(config.SANDBOX_SECRET);
  return [
    sandboxGateway({
      baseUrl: config.SANDBOX_URL ?? `http://127.0.0.1:${config.SANDBOX_PORT}`,
      apiKey: keys.apiKey,
      notificationSecrets: [keys.notificationSecret],
      merchantId: config.SANDBOX_MERCHANT_ID,
      timeoutMs: config.GATEWAY_TIMEOUT_MS,
    }),
  ];
}

/** What one process does wakes the others: a hint only, since each of them looks by itself every second. */
function connectProcesses(parts: Pick<House, 'clock' | 'broadcast' | 'jobs' | 'relay'>): void {
  const { clock, broadcast, jobs, relay } = parts;
  broadcast.subscribe('job', (message) => jobs.wake((message as { name: string }).name));
  broadcast.subscribe('outbox', () => relay.wake());
  broadcast.subscribe('clock', (message) => clock.setOffsetMs((message as { offsetMs: number }).offsetMs));
  onEventsCommitted(() => broadcast.publish('outbox', {}));
}
