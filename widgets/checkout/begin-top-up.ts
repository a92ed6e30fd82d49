import type { WalletView } from '../../src/checkout/wallet/wire.ts';
import type { CheckoutView } from '../../src/checkout/wire.ts';
import type { StartTopUpBody } from '../ui/api.ts';
import { patiently } from '../ui/patiently.ts';
import { forgetWish, isFinal, keepWish } from '../ui/wishes.ts';
import type { Flow } from './deps.ts';
import type { Shopper } from './start.ts';

export type TopUpPackage = WalletView['packages'][number];

/** Opens a checkout for a package, once however often it is pressed; the one before is gone back to afterwards. */
export async function beginTopUp(
  flow: Flow,
  chosen: TopUpPackage,
  { view, language }: { view: CheckoutView } & Pick<Shopper, 'language'>,
): Promise<void> {
  if (flow.state.get().busy !== null) return;
  flow.state.set({ busy: 'start', trouble: null });
  const { packageId, currency, amountMinor } = chosen;
  const body: StartTopUpBody = {
    topUp: { packageId },
    currency,
    expectedTotalMinor: amountMinor,
    surface: flow.deps.surface(),
    language,
    ...(view.conversationId === null ? {} : { conversationId: view.conversationId }),
  };
  const name = `top-up:${packageId}:${amountMinor}`;
  const wish = keepWish(flow.deps, name, body);
  const answer = await patiently(() => flow.deps.api.startCheckout(wish.body, wish.key));
  if (answer.ok || isFinal(answer)) forgetWish(flow.deps, name);
  if (!answer.ok) {
    flow.state.set({ busy: null, trouble: answer.message });
    return;
  }
  const { checkoutId } = answer.value;
  flow.deps.tell(answer.value);
  flow.deps.remember({ kind: 'checkout', checkoutId });
  const beforeTopUp = view.checkoutId;
  flow.state.set({ busy: null, checkoutId, beforeTopUp, isToppingUp: false, isChoosing: false });
}
