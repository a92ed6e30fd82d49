import {
  type AttachmentDeps,
  type BotSocketsDeps,
  botJobs,
  type ConsoleOpsRoutesDeps,
  consoleJobs,
} from '../bot/index.ts';
import { type CheckoutDeps, checkoutJobs } from '../checkout/index.ts';
import { createJobs, type Jobs } from '../kernel/job.ts';
import { createRelay, type Relay } from '../kernel/relay.ts';
import type { Analytics } from '../metrics/index.ts';
import { recommendJobs } from '../recommend/index.ts';
import { riskJobs } from '../risk/index.ts';
import { auditJobOf } from './audit.ts';
import type { BotFramework } from './bot-framework.ts';
import type { Config } from './config.ts';
import { consoleSubscriptions } from './console-ops.ts';
import type { Kernel } from './open-kernel.ts';
import { finishErasures, type PrivacyDeps } from './privacy.ts';
import type { presenceOf } from './staff.ts';
import { subscriptionsOf } from './subscriptions.ts';
import { noticeReaders } from './talk.ts';
import type { Webhooks } from './webhooks.ts';

/** The domains that do something by themselves. */
export interface Working {
  readonly checkout: CheckoutDeps;
  readonly bot: BotSocketsDeps;
  readonly attachments: AttachmentDeps;
  readonly botFramework: BotFramework;
  readonly webhooks: Webhooks;
  readonly analytics: Analytics;
  readonly privacy: PrivacyDeps;
  readonly consoleOps: ConsoleOpsRoutesDeps;
  readonly presence: ReturnType<typeof presenceOf>;
}

/** What runs by itself: recurring jobs, and who hears which events. */
export function workOf(config: Config, kernel: Kernel, parts: Working): { jobs: Jobs; relay: Relay } {
  const { checkout, bot, attachments, botFramework, webhooks, analytics, privacy, consoleOps, presence } =
    parts;
  const jobs = createJobs(kernel, [
    ...checkoutJobs(checkout),
    ...consoleJobs(consoleOps),
    ...botJobs({ ...bot, ...attachments }),
    ...riskJobs(checkout.risk),
    ...recommendJobs(checkout),
    ...webhooks.jobs,
    ...analytics.jobs,
    ...botFramework.jobs,
    auditJobOf(kernel, config),
  ]);
  const notices = { ...kernel, ...presence, ...noticeReaders(checkout) };
  const relay = createRelay(kernel, [
    ...subscriptionsOf(checkout, notices),
    ...consoleSubscriptions(consoleOps),
    finishErasures(privacy),
    webhooks.subscription,
  ]);
  return { jobs, relay };
}
