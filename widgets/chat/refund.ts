import type { Answer } from '../ui/http.ts';
import { patiently } from '../ui/patiently.ts';
import { forgetWish, heldWish, isFinal, keepWish } from '../ui/wishes.ts';
import type { ChatDeps } from './deps.ts';
import { readOwned } from './money.ts';
import { readOrders } from './orders.ts';
import type { RefundWish } from './state.ts';

/** A wish older than this is not repeated by itself: the learner may have changed their mind. */
const resumeWithinMs = 2 * 60_000;

const nameOf = (paymentId: string) => `refund:${paymentId}`;

/** Asks the whole payment back, once however often it is pressed: the key is kept before it is sent. */
export async function askRefund(deps: ChatDeps, paymentId: string): Promise<void> {
  const { learner, refunds } = deps.store.get();
  if (refunds[paymentId]?.stage === 'sending') return;
  const wish = keepWish(deps, nameOf(paymentId), {});
  tell(deps, paymentId, { stage: 'sending' });
  const answer = await patiently(() => deps.api.requestRefund(paymentId, wish.key));
  if (deps.store.get().learner !== learner) return;
  if (answer.ok || isFinal(answer)) forgetWish(deps, nameOf(paymentId));
  tell(deps, paymentId, becameOf(answer));
  await Promise.all([readOrders(deps), readOwned(deps)]);
}

/** After a reload: brings a wish that had no answer yet to its end, with its own key. */
export function resumeRefund(deps: ChatDeps, paymentId: string): void {
  const wish = heldWish(deps, nameOf(paymentId));
  if (!wish || deps.store.get().refunds[paymentId]) return;
  if (deps.nowMs() - wish.madeAtMs < resumeWithinMs) void askRefund(deps, paymentId);
  else forgetWish(deps, nameOf(paymentId));
}

const unanswered = {
  zh: '没有收到回应，请再按一次，不会重复退款。',
  en: 'No answer came. Please press again; nothing is refunded twice.',
};

/** A refund that runs or is done already is what the learner wants, not a refusal. */
function becameOf(answer: Answer<unknown>): RefundWish {
  if (answer.ok || answer.code === 'refund_running' || answer.code === 'refund_done')
    return { stage: 'asked' };
  if (isFinal(answer)) return { stage: 'refused', message: answer.message };
  const isUnanswered = answer.status === 0 || answer.status >= 500;
  return { stage: 'troubled', message: isUnanswered ? unanswered : answer.message };
}

function tell(deps: ChatDeps, paymentId: string, wish: RefundWish): void {
  deps.store.set({ refunds: { ...deps.store.get().refunds, [paymentId]: wish } });
}
