import { useState } from 'preact/hooks';
import type { ProductPage } from '../../../src/checkout/catalog/admin/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { AskForm, Field } from '../ask/ask-form.tsx';
import { usePress } from '../settings/use-asked.ts';
import { useCalls } from './calls-context.ts';
import { catalogueText } from './text.ts';

interface Props {
  readonly page: ProductPage;
  readonly onChanged: (page: ProductPage) => void;
}

/** What a product will cost and what it did. */
export function Prices({ page, onChanged }: Props) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  const calls = useCalls();
  const { refusal, press } = usePress();
  const [asks, setAsks] = useState(false);
  const cancel = async (pricePlanId: string) => {
    const done = await press(() => calls.cancelPlan(page.productId, pricePlanId));
    if (done !== null) onChanged(done.value);
  };
  return (
    <section class="product-part" aria-label={say('plans')}>
      <div class="part-head">
        <h3>{say('plans')}</h3>
        <button type="button" class="small" onClick={() => setAsks(true)}>
          {say('addPlan')}
        </button>
      </div>
      {page.plans.length === 0 ? <p class="faint">{say('noPlans')}</p> : null}
      <ul class="rows" data-plans>
        {page.plans.map(({ pricePlanId, currency, amountMinor, startsAtMs }) => (
          <li key={pricePlanId}>
            <span class="row-main">
              <strong class="number">{formatMoney(amountMinor, currency, language)}</strong>{' '}
              <span class="meta">
                {say('since')} {formatInstant(startsAtMs, language, 'full')}
              </span>
            </span>
            <button type="button" class="small" onClick={() => void cancel(pricePlanId)}>
              {say('cancelPlan')}
            </button>
          </li>
        ))}
      </ul>
      <p class="wrong" role="alert">
        {refusal?.message[language]}
      </p>
      <History page={page} />
      {asks ? <AskPlan page={page} onChanged={onChanged} onClose={() => setAsks(false)} /> : null}
    </section>
  );
}

function History({ page: { history } }: Pick<Props, 'page'>) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  if (history.length === 0) return null;
  return (
    <details class="history">
      <summary>
        {say('priceHistory')} <span class="meta number">{history.length}</span>
      </summary>
      <div class="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('amount')}</th>
              <th scope="col">{say('version')}</th>
              <th scope="col">{say('since')}</th>
              <th scope="col">{say('until')}</th>
            </tr>
          </thead>
          <tbody>
            {history.map(({ priceId, currency, amountMinor, version, validFromMs, supersededAtMs }) => (
              <tr key={priceId}>
                <th scope="row" class="number">
                  {formatMoney(amountMinor, currency, language)}
                </th>
                <td class="number">{version}</td>
                <td class="number">{formatInstant(validFromMs, language, 'full')}</td>
                <td class="number">
                  {supersededAtMs === null ? say('now') : formatInstant(supersededAtMs, language, 'full')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function AskPlan({ page, onChanged, onClose }: Props & { onClose: () => void }) {
  const say = useSay(catalogueText);
  const calls = useCalls();
  const [currency, setCurrency] = useState(page.prices[0]?.currency ?? 'CNY');
  const [amount, setAmount] = useState('');
  const [startsAt, setStartsAt] = useState('');
  const startsAtMs = new Date(startsAt).getTime();
  const save = async () => {
    const answer = await calls.planPrice(page.productId, { currency, amount: amount.trim(), startsAtMs });
    if (answer.ok) onChanged(answer.value);
    return answer;
  };
  return (
    <AskForm
      heading={say('addPlan')}
      more={say('planMore')}
      confirm={say('addPlan')}
      isReady={/^\d{1,12}(\.\d{1,3})?$/.test(amount.trim()) && /^[A-Z]{3}$/.test(currency) && startsAtMs > 0}
      onConfirm={save}
      onClose={onClose}
    >
      <div class="fields">
        <Field label={say('currency')}>
          <input
            list="catalogue-currencies"
            value={currency}
            maxLength={3}
            onInput={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
          />
        </Field>
        <Field label={say('amount')}>
          <input
            inputMode="decimal"
            value={amount}
            onInput={(event) => setAmount(event.currentTarget.value)}
          />
        </Field>
      </div>
      <Field label={say('startsAt')}>
        <input
          type="datetime-local"
          value={startsAt}
          onInput={(event) => setStartsAt(event.currentTarget.value)}
        />
      </Field>
    </AskForm>
  );
}
