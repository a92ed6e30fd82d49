import { useState } from 'preact/hooks';
import type { CheckoutView, PaymentMethod } from '../../src/checkout/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { checkoutText } from '../ui/text/checkout.ts';
import { Balance } from './balance.tsx';
import { CopyPageLink } from './copy-link.tsx';
import { pay, usesBalance } from './pay.ts';
import { type StageProps, Trouble, WayOut } from './way-out.tsx';

/** Choosing a method, the terms, and pay. */
export function Choose(props: StageProps) {
  const { flow, state, view } = props;
  const say = useSay(checkoutText);
  const language = useLanguage();
  const [wanted, setWanted] = useState<PaymentMethod | null>(null);
  const [isUsed, setIsUsed] = useState(usesBalance(flow));
  const walletMinor = isUsed ? (view.wallet?.usableMinor ?? 0) : 0;
  const restMinor = view.totalMinor - walletMinor;
  const isCovered = restMinor === 0;
  const offered = view.methods.filter(({ available }) => available).map(({ method }) => method);
  const preferred = wanted ?? flow.deps.keep.read<PaymentMethod>('method') ?? view.payment?.method;
  const method = offered.find((one) => one === preferred) ?? offered[0] ?? null;
  const canPay = isCovered || method !== null;
  const isBusy = state.busy === 'pay';

  const submit = (event: Event) => {
    event.preventDefault();
    if (!canPay || isBusy) return;
    if (method) flow.deps.keep.write('method', method);
    void pay(flow, { view, method: isCovered ? null : method, walletMinor, language });
  };
  const changeUse = (to: boolean) => {
    flow.deps.keep.write('balance', to);
    setIsUsed(to);
  };
  const failure = view.payment?.failure;
  return (
    <form class="stage choose" onSubmit={submit}>
      {failure ? (
        <div class="trouble-box" role="alert">
          <h3 id="stage-title" tabIndex={-1}>
            {say('notThrough')}
          </h3>
          <p>{failure.message[language]}</p>
        </div>
      ) : null}
      <Balance {...props} isUsed={isUsed} onUse={changeUse} />
      {isCovered ? null : <Methods view={view} chosen={method} onChoose={setWanted} />}
      {canPay ? null : <p class="trouble-box">{say('noMethods')}</p>}
      {view.methods.some(({ elsewhere }) => elsewhere) ? <CopyPageLink flow={flow} /> : null}
      <p class="consent faint">{view.consent.text[language]}</p>
      {state.trouble ? <Trouble message={state.trouble} /> : null}
      <PayButton {...{ view, restMinor, isBusy, canPay }} />
      <p class="secure faint">
        <Icon name="lock" />
        {say(view.livemode ? 'secure' : 'testMode')}
      </p>
      <WayOut {...props} state={{ ...state, trouble: null }} />
    </form>
  );
}

interface PayButtonProps {
  view: CheckoutView;
  restMinor: number;
  isBusy: boolean;
  canPay: boolean;
}

function PayButton({ view, restMinor, isBusy, canPay }: PayButtonProps) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  const money = (amountMinor: number) => formatMoney(amountMinor, view.currency, language);
  const covered = () =>
    view.totalMinor === 0 ? say('getFree') : say('payByBalance', { amount: money(view.totalMinor) });
  const words = restMinor === 0 ? covered() : say('pay', { amount: money(restMinor) });
  return (
    <button type="submit" class="primary wide pay" aria-disabled={isBusy || !canPay}>
      {isBusy ? <span class="spinner" aria-hidden="true" /> : null}
      {isBusy ? say('paying') : words}
    </button>
  );
}

const hints = { qr: 'scanHint', redirect: 'redirectHint', in_app: 'inAppHint' } as const;

interface MethodsProps {
  view: CheckoutView;
  chosen: PaymentMethod | null;
  onChoose: (method: PaymentMethod) => void;
}

function Methods({ view, chosen, onChoose }: MethodsProps) {
  const say = useSay(checkoutText);
  const language = useLanguage();
  return (
    <fieldset class="methods">
      <legend>{say('choosePayment')}</legend>
      {view.methods.map(({ method, flow, available, reason }) => (
        <label key={method} class={available ? 'method' : 'method unavailable'}>
          <span class={`method-mark by-${method}`} aria-hidden="true" />
          <span class="method-words">
            <span>{say(method)}</span>
            <small id={`hint-${method}`}>{available ? say(hints[flow]) : reason?.[language]}</small>
          </span>
          <input
            type="radio"
            name="method"
            value={method}
            checked={method === chosen}
            disabled={!available}
            aria-describedby={`hint-${method}`}
            onChange={() => onChoose(method)}
          />
        </label>
      ))}
    </fieldset>
  );
}
