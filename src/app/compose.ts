import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AGENTS_TOPIC,
  type AttachmentDeps,
  type BotSocketsDeps,
  type ConsoleOpsRoutesDeps,
  type ConsoleRoutesDeps,
  type ConsoleSocketsDeps,
  chatPaceOf,
  createReadMarks,
  createTurns,
  ERASED_TOPIC,
  type FindingRoutesDeps,
  type LearnerErased,
  moveConversations,
  OWNER_TOPIC,
  QUEUE_JOB,
  type ReadMarkBook,
  type Turns,
  type Viewers,
} from '../bot/index.ts';
import {
  type CheckoutDeps,
  type CheckoutJobName,
  createRouter,
  defaultStaffCaps,
  loadRefundRules,
  loadStaffCaps,
  openJournal,
  registerMerchant,
  registerRefundRules,
} from '../checkout/index.ts';
import {
  type Authenticate,
  createAuthenticate,
  type IdentityDeps,
  type StaffDeps,
} from '../identity/index.ts';
import { deriveKey, presentKey } from '../kernel/derive-key.ts';
import type { Jobs } from '../kernel/job.ts';
import { limits } from '../kernel/limits.ts';
import { onEventsCommitted } from '../kernel/outbox.ts';
import { createRateLimit } from '../kernel/rate-limit.ts';
import type { Relay } from '../kernel/relay.ts';
import type { Analytics } from '../metrics/index.ts';
import type { RecommendDeps } from '../recommend/index.ts';
import { createRisk, loadPolicy } from '../risk/index.ts';
import { analyticsOf } from './analytics.ts';
import { attachmentsOf } from './attachments.ts';
import { type BotFramework, botFrameworkOf, OUTWARD_JOB } from './bot-framework.ts';
import type { Config } from './config.ts';
import { consoleOf } from './console.ts';
import { consoleOpsOf } from './console-ops.ts';
import { demoTopUps } from './demo-top-ups.ts';
import { gatewaysOf } from './gateways.ts';
import { llmOf } from './llm.ts';
import { type Kernel, openKernel } from './open-kernel.ts';
import { hostJwksOf } from './outside.ts';
import { type PrivacyDeps, privacyOf } from './privacy.ts';
import { publicUrlOf } from './public-url.ts';
import { type Recommending, recommendOf } from './recommend.ts';
import { presenceOf, staffOf } from './staff.ts';
import { dialogDeps, findingDeps, impressionReader } from './talk.ts';
import { type Webhooks, webhooksOf } from './webhooks.ts';
import { workOf } from './work.ts';

/** The artifact that comes with Tilltalk; it has seen simulated learners only. */
const RISK_MODEL = fileURLToPath(new URL('../../demo/risk-model.json', import.meta.url));

/** The rules that come with Tilltalk. */
const REFUND_RULES = fileURLToPath(new URL('../../demo/refund-rules.json', import.meta.url));

/** Everything a process is made of. Only this folder knows every domain. */
export interface House extends Kernel {
  readonly config: Config;
  readonly authenticate: Authenticate;
  readonly identity: IdentityDeps;
  readonly checkout: CheckoutDeps;
  readonly recommend: RecommendDeps;
  readonly bot: BotSocketsDeps;
  readonly attachments: AttachmentDeps;
  readonly botFramework: BotFramework;
  readonly staff: StaffDeps;
  readonly console: ConsoleRoutesDeps & ConsoleSocketsDeps;
  readonly consoleOps: ConsoleOpsRoutesDeps;
  readonly finding: FindingRoutesDeps;
  /** The turns this process has in hand. */
  readonly turns: Turns;
  readonly webhooks: Webhooks;
  readonly analytics: Analytics;
  readonly privacy: PrivacyDeps;
  readonly jobs: Jobs;
  readonly relay: Relay;
}

/** Opens the stores, applies migrations and connects the domains. Nothing listens or runs yet. */
export async function compose(config: Config): Promise<House> {
  const kernel = await openKernel(config);
  const identity = identityOf(config, kernel);
  const authenticate = createAuthenticate(identity);
  const checkout = await openCheckout(config, kernel);
  const recommend = recommendOf(checkout);
  const presence = presenceOf(kernel);
  const dialog = { ...presence, ...dialogDeps(checkout, recommend, llmOf(kernel, config)) };
  const turns = createTurns({ ...kernel, ...dialog });
  const readMarks = createReadMarks(kernel);
  const talking = { readMarks, turns, authenticate, ...presence, ...impressionReader(recommend) };
  const bot: BotSocketsDeps = { ...kernel, ...talking, ...chatLimits(config, kernel) };
  const attachments = attachmentsOf(kernel, config);
  const botFramework = botFrameworkOf(config, { identity, bot, attachments, checkout });
  const webhooks = webhooksOf(kernel, config);
  const analytics = analyticsOf(kernel, config, checkout);
  const privacy = privacyOf(kernel, attachments, config);
  const consoleOps = consoleOpsOf({ kernel, checkout, recommend, authenticate });
  const parts = { checkout, bot, attachments, botFramework, webhooks, analytics, privacy, consoleOps };
  const { jobs, relay } = workOf(config, kernel, { ...parts, presence });
  const disconnect = connectProcesses({ ...kernel, jobs, relay, botFramework, checkout });
  const { viewers } = consoleOps;
  const close = (): Promise<void> =>
    closeStores({ kernel, checkout, recommend, readMarks, viewers, analytics, disconnect });
  const staff = staffOf(kernel, checkout.publicUrl);
  const console = consoleOf(kernel, checkout, { ...presence, readMarks, viewers });
  const finding = findingDeps(checkout, recommend, dialog);
  const domains = { ...parts, identity, staff, recommend, console, finding };
  return { ...kernel, ...domains, config, authenticate, turns, jobs, relay, close };
}

/** Selling with its router, once the database knows the seller and the rules. */
async function openCheckout(config: Config, kernel: Kernel): Promise<CheckoutDeps> {
  const checkout: CheckoutDeps = { ...checkoutOf(config, kernel), router: await createRouter(kernel) };
  await registerMerchant(checkout);
  // Orders from before rules were data are judged by the ones that come with Tilltalk.
  await registerRefundRules(checkout, [loadRefundRules(REFUND_RULES), checkout.refundRules]);
  return checkout;
}

interface Open extends Pick<House, 'checkout'> {
  readonly kernel: Kernel;
  readonly recommend: Recommending;
  readonly readMarks: ReadMarkBook;
  readonly viewers: Viewers;
  readonly analytics: Analytics;
  readonly disconnect: () => void;
}

async function closeStores(open: Open): Promise<void> {
  const { kernel, checkout, readMarks, viewers, disconnect } = open;
  disconnect();
  await open.recommend.taste.close();
  viewers.close();
  checkout.router.close();
  await checkout.journal?.close();
  await readMarks.close();
  await open.analytics.close();
  await kernel.close();
}

function identityOf(config: Config, kernel: Kernel): IdentityDeps {
  return {
    ...kernel,
    tokenKeys: config.TOKEN_SECRETS,
    hostKeys: config.HOST_SECRETS,
    hostJwks: hostJwksOf(config, kernel),
    hostIssuer: config.HOST_ISSUER,
    houseKeys: config.HOUSE_SECRETS,
    onGuestSignedIn: (tx, fromLearnerId, toLearnerId) =>
      moveConversations(kernel, tx, { fromLearnerId, toLearnerId }),
  };
}

/** Opening, reading, typing, clicks and changes of language come on top of messages. */
const EVENTS_PER_MESSAGE = 6;

/** Devices of one learner that write into one conversation, and programs that do so for them. */
const WRITERS_PER_CONVERSATION = 2;

function chatLimits(
  config: Config,
  { clock, rateLimits }: Kernel,
): Pick<BotSocketsDeps, 'messageLimit' | 'conversationLimit' | 'eventLimit' | 'addressLimit' | 'trustProxy'> {
  const perMinute = config.MESSAGES_PER_MINUTE;
  const eventsPerMinute = perMinute * EVENTS_PER_MESSAGE;
  return {
    trustProxy: config.TRUST_PROXY,
    messageLimit: rateLimits('messages', { perMinute }),
    conversationLimit: rateLimits('messages.conversation', {
      perMinute: perMinute * WRITERS_PER_CONVERSATION,
    }),
    // A socket is one process's.
    eventLimit: createRateLimit(clock, { perMinute: eventsPerMinute }),
    addressLimit: rateLimits('events.address', {
      perMinute: eventsPerMinute * limits.learnersPerAddressMax,
    }),
  };
}

/** Selling on a kernel, all but the router, which reads the store first. */
export function checkoutOf(config: Config, kernel: Kernel): Omit<CheckoutDeps, 'router'> {
  return {
    ...kernel,
    risk: riskOf(config, kernel),
    chatPaceOf: (thread) => chatPaceOf(kernel.db.query, thread),
    merchant: {
      merchantAccountId: config.MERCHANT_ID,
      legalName: config.MERCHANT_NAME,
      country: config.MERCHANT_COUNTRY,
      timeZone: config.MERCHANT_TIME_ZONE,
      taxRatePpm: config.MERCHANT_TAX_PPM,
    },
    refundRules: loadRefundRules(config.REFUND_RULES ?? REFUND_RULES),
    staffCaps: config.STAFF_CAPS === undefined ? defaultStaffCaps : loadStaffCaps(config.STAFF_CAPS),
    couponTries: kernel.rateLimits('coupon_tries', {
      perMinute: limits.couponTriesPerMinuteMax,
      burst: limits.couponTriesAtOnceMax,
    }),
    captureMode: config.CAPTURE_MODE,
    authorizationEnd: config.AUTHORIZATION_END,
    statementLinesDays: config.STATEMENT_LINES_DAYS,
    quarantineLimit: createRateLimit(kernel.clock, { perMinute: limits.quarantinedPerMinuteMax }),
    gateways: gatewaysOf(config, kernel.clock),
    topUpPackages: config.TOP_UP_PACKAGES ?? (config.DEMO ? demoTopUps : []),
    creatorShares: config.CREATOR_SHARES ?? [],
    splitAtGateway: config.SPLIT_AT_GATEWAY,
    publicUrl: publicUrlOf(config),
    allowedSites: config.ALLOWED_SITES,
    returnSecret: config.RETURN_SECRET,
    processId: config.processId,
    journal: openJournal({
      folder: config.JOURNAL_DIR ?? join(config.DATA_DIR, 'journal'),
      processId: config.processId,
      wallMs: kernel.clock.wallMs,
      db: kernel.db,
      log: kernel.log,
    }),
    sharedDatabase: config.DATABASE_URL !== undefined,
    wakeJob: (name: CheckoutJobName) => kernel.broadcast.publish('job', { name }),
  };
}

function riskOf(config: Config, kernel: Kernel): CheckoutDeps['risk'] {
  return createRisk(kernel, {
    modelFile: config.RISK_MODEL ?? RISK_MODEL,
    modelsFolder: config.RISK_MODELS ?? null,
    keySecret: deriveKey(presentKey(config.HOUSE_SECRETS), 'risk-keys'),
    redis: kernel.redis,
    ...(config.RISK_POLICY !== undefined && { policy: loadPolicy(config.RISK_POLICY) }),
  });
}

/**
 * What one process does wakes the others: a hint only, since each of them looks by itself every second. Returns how
 * to stop listening.
 */
function connectProcesses(
  parts: Pick<House, 'clock' | 'broadcast' | 'jobs' | 'relay' | 'botFramework' | 'checkout'>,
): () => void {
  const { clock, broadcast, jobs, relay, botFramework, checkout } = parts;
  botFramework.outward?.listen(() => jobs.wake(OUTWARD_JOB));
  broadcast.subscribe(ERASED_TOPIC, (message) => {
    const { learnerId } = message as LearnerErased;
    checkout.journal?.forgetLearner(learnerId).catch((error: unknown) => {
      checkout.log.error({ error, learnerId }, 'the journal could not forget a learner yet');
    });
  });
  broadcast.subscribe('job', (message) => jobs.wake((message as { name: string }).name));
  broadcast.subscribe('outbox', (message) => relay.wake((message as { types: string[] }).types));
  // Whoever came, went, or has a slot free: those who wait are looked at again.
  for (const topic of [OWNER_TOPIC, AGENTS_TOPIC]) broadcast.subscribe(topic, () => jobs.wake(QUEUE_JOB));
  broadcast.subscribe('clock', (message) => clock.setOffsetMs((message as { offsetMs: number }).offsetMs));
  return onEventsCommitted((types) => broadcast.publish('outbox', { types }));
}
