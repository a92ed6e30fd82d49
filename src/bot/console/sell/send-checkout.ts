import { fingerprintOf, type GivenAnswer, offerCheckout, runOnce } from '../../../checkout/index.ts';
import type { ConsoleOpsDeps, InThread } from '../deps.ts';
import { requireHeld } from '../thread.ts';
import type { SendCheckoutBody, SentCheckout } from './wire.ts';

/** What somebody does in a thread under a key. */
export interface Keyed<Body> extends InThread {
  /** The caller's Idempotency-Key. */
  readonly key: string;
  readonly body: Body;
}

/**
 * Opens a checkout for the thread's learner; its card comes into the thread by itself. Throws `not_found`,
 * `conversation_not_yours` and what `offerCheckout` and `runOnce` throw.
 */
export async function sendCheckout(
  deps: ConsoleOpsDeps,
  { caller, conversationId, key, body }: Keyed<SendCheckoutBody>,
): Promise<GivenAnswer> {
  const thread = await requireHeld(deps, { caller, conversationId });
  const { staffId } = caller;
  const request = {
    scope: `staff:${staffId}:checkout.send`,
    key,
    fingerprint: fingerprintOf({ conversationId, ...body }),
  };
  return runOnce(deps.checkout, request, async (tx) => {
    const { learnerId, isGuest, surface, language } = thread;
    const learner = { learnerId, isGuest };
    const view = await offerCheckout(deps.checkout, tx, {
      ...body,
      staffId,
      learner,
      conversationId,
      surface,
      language,
    });
    const { checkoutId, currency, totalMinor, expiresAtMs } = view;
    const title = view.lines[0]?.title ?? '';
    const sent: SentCheckout = {
      checkoutId,
      productId: body.productId,
      title,
      currency,
      totalMinor,
      expiresAtMs,
    };
    return { status: 201, body: sent };
  });
}
