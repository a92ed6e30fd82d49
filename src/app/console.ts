import {
  type ConsoleRoutesDeps,
  type ConsoleSocketsDeps,
  type HandoffDeps,
  REVIEWS_TOPIC,
} from '../bot/index.ts';
import { type CheckoutDeps, entitlementsOf, listOrders, paymentsOf } from '../checkout/index.ts';
import {
  CONSOLE_ROLES,
  createRequireStaff,
  createStaffSocketGate,
  livePeople,
  maskName,
  namesOfLearners,
} from '../identity/index.ts';
import type { Subscription } from '../kernel/outbox.ts';
import { decideReview, hasOpenReview, listReviews, riskOfLearner } from '../risk/index.ts';
import type { Kernel } from './open-kernel.ts';

/** What the console asks of every domain. */
export function consoleOf(
  kernel: Kernel,
  checkout: CheckoutDeps,
  beside: Pick<HandoffDeps, 'presentAgentIds' | 'nameOfStaff'> &
    Pick<ConsoleSocketsDeps, 'viewers' | 'readMarks'>,
): ConsoleRoutesDeps & ConsoleSocketsDeps {
  const admitAgent = createStaffSocketGate(checkout);
  return {
    ...kernel,
    ...beside,
    requireStaff: createRequireStaff(checkout),
    admitAgent: (handshake) => admitAgent(CONSOLE_ROLES, handshake),
    liveSessionHashes: async () => new Set((await livePeople(kernel)).map((person) => person.sessionHash)),
    ordersOf: (learnerId) => listOrders(checkout, learnerId),
    paymentsOf: (learnerId) => paymentsOf(checkout, learnerId),
    entitlementsOf: (learnerId) => entitlementsOf(checkout, learnerId),
    riskOf: (learnerId) => riskOfLearner(kernel, learnerId),
    hasHeldPayment: (conversationId) => hasOpenReview(kernel.db.query, conversationId),
    openReviews: () => heldPayments(kernel),
    decideReview: async ({ decision, ...command }) => {
      const settled = decision === 'approve' ? 'approved' : 'rejected';
      await decideReview(checkout.risk, { ...command, decision: settled });
    },
  };
}

async function heldPayments(kernel: Kernel) {
  const reviews = await listReviews(kernel);
  const names = await namesOfLearners(
    kernel.db.query,
    reviews.map(({ learnerId }) => learnerId),
  );
  return reviews.map(
    ({ reviewId, conversationId, learnerId, currency, amountMinor, createdAtMs, reasons }) => ({
      reviewId,
      conversationId,
      learnerName: maskName(names.get(learnerId) ?? null),
      currency,
      amountMinor,
      createdAtMs,
      reasons: reasons.map(({ staff }) => staff),
    }),
  );
}

/** Consoles see a payment that is held, and that it is not any more, without asking. */
export function tellConsoles({ broadcast }: Pick<Kernel, 'broadcast'>): Subscription {
  return {
    name: 'app.tell_consoles',
    types: ['risk.review_opened', 'risk.review_decided'],
    handle: async () => broadcast.publish(REVIEWS_TOPIC, {}),
  };
}
