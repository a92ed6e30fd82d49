import './balance.css';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import type { StageProps } from './way-out.tsx';

interface BalanceProps extends StageProps {
  isUsed: boolean;
  onUse: (isUsed: boolean) => void;
}

/** The wallet beside the methods: what is in it, what would come from it and what is left to pay. */
export function Balance({ flow, view, isUsed, onUse }: BalanceProps) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  const { wallet } = view;
  if (!wallet || view.totalMinor === 0) return null;
  const money = (amountMinor: number) => formatMoney(amountMinor, view.currency, language);
  const restMinor = view.totalMinor - wallet.usableMinor;
  return (
    <div class="balance">
      {wallet.usableMinor > 0 ? (
        <label class="method">
          <span class="method-words">
            <span>{say('useBalance', { amount: money(wallet.usableMinor) })}</span>
            <small>
              {say('balance', { amount: money(wallet.availableMinor) })}
              {isUsed && restMinor > 0 ? ` · ${say('leftToPay', { amount: money(restMinor) })}` : ''}
            </small>
          </span>
          <input
            type="checkbox"
            role="switch"
            checked={isUsed}
            aria-checked={isUsed}
            onChange={(event) => onUse(event.currentTarget.checked)}
          />
        </label>
      ) : null}
      {wallet.canTopUp && !(isUsed && restMinor === 0) ? (
        <button
          type="button"
          class="link"
          onClick={() => flow.state.set({ isToppingUp: true, trouble: null })}
        >
          {say('topUp')}
        </button>
      ) : null}
    </div>
  );
}
