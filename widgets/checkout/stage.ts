import type { CheckoutView } from '../../src/checkout/wire.ts';

/** What the learner is to do or to know now. */
export type Stage = 'choose' | 'qr' | 'redirect' | 'in_app' | 'waiting' | 'paid' | 'expired' | 'canceled';

/** Reads the stage off the server's view, and off nothing else: nobody can say "paid" but the server. */
export function stageOf(view: CheckoutView): Stage {
  if (view.status === 'complete') return 'paid';
  if (view.status === 'expired' || view.status === 'canceled') return view.status;
  const { payment } = view;
  if (payment === null || payment.failure !== null) return 'choose';
  if (payment.status === 'failed' || payment.status === 'canceled') return 'choose';
  if (payment.status === 'requires_action') return stageOfAction(payment.action.type);
  return 'waiting';
}

function stageOfAction(action: 'qr' | 'redirect' | 'in_app' | 'wait' | 'none'): Stage {
  if (action === 'wait') return 'waiting';
  return action === 'none' ? 'choose' : action;
}

/** What the chosen method has to pay, or paid: the total without what comes from the wallet. */
export function restMinorOf(view: CheckoutView): number {
  return view.totalMinor - (view.wallet?.usedMinor ?? 0);
}

/** True while the server may soon say something new: it is asked again and again. */
export function isPending(view: CheckoutView): boolean {
  return ['qr', 'redirect', 'in_app', 'waiting'].includes(stageOf(view));
}
