import { useSay } from '../../ui/language.ts';
import { Field } from '../ask/ask-form.tsx';
import { Glyph } from '../glyph.tsx';
import type { Draft } from './draft.ts';
import { catalogueText } from './text.ts';

const pricesMax = 10;
const usual = ['CNY', 'USD', 'EUR', 'JPY', 'HKD'];

interface Props {
  readonly prices: Draft['prices'];
  readonly onChange: (prices: Draft['prices']) => void;
}

/** The price list: one amount a currency, nothing is converted. */
export function PriceFields({ prices, onChange }: Props) {
  const say = useSay(catalogueText);
  const change = (at: number, part: Partial<Draft['prices'][number]>) =>
    onChange(prices.map((price, place) => (place === at ? { ...price, ...part } : price)));
  const next = usual.find((currency) => !prices.some((price) => price.currency === currency)) ?? '';
  return (
    <fieldset class="field-group">
      <legend>{say('prices')}</legend>
      {prices.map(({ currency, amount }, at) => (
        <div class="price-row" key={at}>
          <Field label={say('currency')}>
            <input
              class="short"
              list="catalogue-currencies"
              value={currency}
              maxLength={3}
              onInput={(event) => change(at, { currency: event.currentTarget.value.toUpperCase() })}
            />
          </Field>
          <Field label={say('amount')}>
            <input
              class="number"
              name={`amount-${at}`}
              inputMode="decimal"
              value={amount}
              onInput={(event) => change(at, { amount: event.currentTarget.value })}
            />
          </Field>
          <button
            type="button"
            class="quiet icon-only"
            aria-label={say('removePrice', { currency })}
            title={say('removePrice', { currency })}
            onClick={() => onChange(prices.filter((_, place) => place !== at))}
          >
            <Glyph name="close" />
          </button>
        </div>
      ))}
      <datalist id="catalogue-currencies">
        {usual.map((currency) => (
          <option key={currency} value={currency} />
        ))}
      </datalist>
      {prices.length >= pricesMax ? null : (
        <p class="row-start">
          <button
            type="button"
            class="small"
            onClick={() => onChange([...prices, { currency: next, amount: '' }])}
          >
            {say('addPrice')}
          </button>
        </p>
      )}
      <p class="meta">{say('priceHint')}</p>
    </fieldset>
  );
}
