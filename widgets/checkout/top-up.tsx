import { useEffect, useState } from 'preact/hooks';
import type { WalletView } from '../../src/checkout/wallet/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { topUpText } from '../ui/text/top-up.ts';
import { beginTopUp } from './begin-top-up.ts';
import { type StageProps, Trouble } from './way-out.tsx';

/** What the wallet can be topped up with; choosing one opens its own checkout. */
export function TopUp({ flow, state, view, shopper }: StageProps) {
  const say = useSay(topUpText);
  const language = useLanguage();
  const [wallet, setWallet] = useState<WalletView | null>(null);
  useEffect(() => {
    void flow.deps.api.readWallet().then((answer) => {
      if (answer.ok) setWallet(answer.value);
      else flow.state.set({ trouble: answer.message });
    });
  }, [flow]);
  const money = (amountMinor: number) => formatMoney(amountMinor, view.currency, language);
  const packages = wallet?.packages.filter(({ currency }) => currency === view.currency) ?? [];
  return (
    <section class="stage">
      <h3 id="stage-title" tabIndex={-1}>
        {say('topUpHeading')}
      </h3>
      <div class="packages">
        {packages.map((one) => (
          <button
            key={one.packageId}
            type="button"
            aria-disabled={state.busy !== null}
            onClick={() => void beginTopUp(flow, one, { view, language: shopper.language })}
          >
            <strong>{money(one.amountMinor)}</strong>
            {one.bonusMinor > 0 ? (
              <small>
                {say('topUpBonus', { amount: money(one.bonusMinor) })}
                {one.bonusDays === null ? '' : say('topUpDays', { days: String(one.bonusDays) })}
              </small>
            ) : null}
          </button>
        ))}
      </div>
      <p class="faint">{say('topUpMore')}</p>
      {state.trouble ? <Trouble message={state.trouble} /> : null}
      <button
        type="button"
        class="link"
        onClick={() => flow.state.set({ isToppingUp: false, trouble: null })}
      >
        {say('topUpBack')}
      </button>
    </section>
  );
}
