import { patiently } from '../ui/patiently.ts';
import { forgetWish, isFinal, keepWish } from '../ui/wishes.ts';
import type { Flow } from './deps.ts';

/** Uses a code on a checkout, or takes the one it has off again. Null when it is done, else why not. */
export async function changeCoupon(
  flow: Flow,
  checkoutId: string,
  code: string | null,
): Promise<{ zh: string; en: string } | null> {
  if (flow.state.get().busy !== null) return null;
  flow.state.set({ busy: 'coupon' });
  const { api } = flow.deps;
  const name = `coupon:${checkoutId}:${code}`;
  const wish = keepWish(flow.deps, name, { code });
  const answer = await patiently(() =>
    code === null ? api.removeCoupon(checkoutId) : api.applyCoupon(checkoutId, code, wish.key),
  );
  if (answer.ok || isFinal(answer)) forgetWish(flow.deps, name);
  if (answer.ok) flow.deps.tell(answer.value);
  // Paid, expired or canceled elsewhere: the server's present view says what is to be shown.
  else await flow.deps.refresh(checkoutId);
  flow.state.set({ busy: null });
  return answer.ok ? null : answer.message;
}
