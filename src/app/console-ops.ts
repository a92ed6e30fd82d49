import {
  type ConsoleOpsDeps,
  type ConsoleOpsRoutesDeps,
  createViewers,
  keepComplaints,
  sendCaseNotice,
  sendCouponNotice,
  sendInvoiceNotice,
} from '../bot/index.ts';
import type { CheckoutDeps } from '../checkout/index.ts';
import { type Authenticate, createRequireStaff } from '../identity/index.ts';
import type { Subscription } from '../kernel/outbox.ts';
import type { RecommendDeps } from '../recommend/index.ts';
import { allowPayment, hasOpenReview, paymentRefusalOf, riskOfLearner } from '../risk/index.ts';
import type { Kernel } from './open-kernel.ts';

interface Parts {
  readonly kernel: Kernel;
  readonly checkout: CheckoutDeps;
  readonly recommend: RecommendDeps;
  readonly authenticate: Authenticate;
}

/** What staff do beside a thread asks of every domain. */
export function consoleOpsOf({ kernel, checkout, recommend, authenticate }: Parts): ConsoleOpsRoutesDeps {
  return {
    ...kernel,
    checkout,
    authenticate,
    requireStaff: createRequireStaff(checkout),
    viewers: createViewers(checkout),
    // The one dictionary of the process.
    segmenter: async () => (await recommend.shelf.view()).analysis.segmenter,
    hasHeldPayment: (conversationId) => hasOpenReview(kernel.db.query, conversationId),
    riskOf: (learnerId) => riskOfLearner(kernel, learnerId),
    paymentRefusalOf: (checkoutId) => paymentRefusalOf(kernel.db.query, checkoutId),
    allowPayment: (tx, command) => allowPayment(kernel, tx, command),
  };
}

/** What the console hears of the event log. */
export function consoleSubscriptions(ops: ConsoleOpsDeps): Subscription[] {
  return [sendCouponNotice(ops), keepComplaints(ops), sendCaseNotice(ops), sendInvoiceNotice(ops)];
}
