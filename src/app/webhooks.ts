import {
  createDeliverer,
  createEndpointBook,
  type Deliverer,
  queueWebhooks,
  type WebhookDeps,
  webhookJobs,
} from '../checkout/index.ts';
import type { Job } from '../kernel/job.ts';
import type { Subscription } from '../kernel/outbox.ts';
import { createSeal } from '../kernel/seal.ts';
import type { Config } from './config.ts';
import type { Kernel } from './open-kernel.ts';
import { egressOf } from './outside.ts';

/** Telling host platforms: what queues, what sends, what it all needs. */
export interface Webhooks {
  readonly deps: WebhookDeps;
  readonly deliverer: Deliverer;
  readonly jobs: readonly Job[];
  readonly subscription: Subscription;
}

export function webhooksOf(kernel: Kernel, config: Config): Webhooks {
  const deps: WebhookDeps = {
    ...kernel,
    egress: egressOf(config),
    seal: createSeal(config.HOUSE_SECRETS),
    random: Math.random,
    book: createEndpointBook(kernel),
    wakeDeliverer: () => kernel.broadcast.publish('job', { name: 'webhooks.deliver' }),
  };
  const deliverer = createDeliverer(deps);
  return { deps, deliverer, jobs: webhookJobs(deps, deliverer), subscription: queueWebhooks(deps) };
}
