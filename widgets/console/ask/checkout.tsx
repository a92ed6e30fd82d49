import { useEffect, useState } from 'preact/hooks';
import type { ProductChoice } from '../../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { tell } from '../actions.ts';
import { useDesk } from '../context.ts';
import { sendCheckout } from '../money-actions.ts';
import { consoleText } from '../text.ts';
import { AskForm, Choice, Field } from './ask-form.tsx';

const restMs = 200;

interface Chosen {
  readonly product: ProductChoice;
  readonly currency: string;
  readonly amountMinor: number;
}

/** Sends a checkout for a product of the catalogue, at its price: nobody types a price. */
export function AskCheckout() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { openId } = state;
  if (openId === null) return null;
  const money = chosen === null ? '' : formatMoney(chosen.amountMinor, chosen.currency, language);
  const submit = async () => {
    if (chosen === null) return null;
    const { product, currency } = chosen;
    const answer = await sendCheckout(desk, openId, { productId: product.productId, currency });
    if (!answer.ok) return answer;
    const { totalMinor } = answer.value;
    tell(desk, say('checkoutSent', { amount: formatMoney(totalMinor, currency, language) }));
    return { ok: true } as const;
  };
  return (
    <AskForm
      heading={say('sendCheckout')}
      more={say('sendCheckoutMore')}
      isReady={chosen !== null}
      isWide
      confirm={
        chosen === null
          ? say('chooseProduct')
          : say('confirmCheckout', { title: chosen.product.title, amount: money })
      }
      onConfirm={submit}
    >
      <Products chosen={chosen} onChoose={setChosen} />
    </AskForm>
  );
}

interface ProductsProps {
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
}

function Products({ chosen, onChoose }: ProductsProps) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const spoken = state.thread?.language;
  const [text, setText] = useState('');
  const [products, setProducts] = useState<readonly ProductChoice[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await desk.calls.products(text.trim());
      if (!isCurrent) return;
      if (answer.ok) setProducts(inLanguage(answer.value.products, spoken));
      else desk.refuse(answer);
    }, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, desk, spoken]);
  const isChosen = ({ productId }: ProductChoice, currency: string) =>
    chosen?.product.productId === productId && chosen.currency === currency;
  return (
    <>
      <Field label={say('product')}>
        <input
          type="search"
          value={text}
          maxLength={80}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <fieldset class="scrolls">
        <legend>{say('products')}</legend>
        {products?.length === 0 ? <p class="faint">{say('noProducts')}</p> : null}
        {products?.flatMap((product) =>
          product.prices.map(({ currency, amountMinor }) => (
            <Choice
              key={`${product.productId}${currency}`}
              name="product"
              isChosen={isChosen(product, currency)}
              onChoose={() => onChoose({ product, currency, amountMinor })}
              more={[say(product.kind), product.author].filter((part) => part !== null).join(' · ')}
            >
              <span class="row">
                {product.title}
                <strong class="number">{formatMoney(amountMinor, currency, language)}</strong>
              </span>
            </Choice>
          )),
        )}
      </fieldset>
    </>
  );
}

/** What the learner can read stands first; otherwise the order is the search's. */
function inLanguage(products: readonly ProductChoice[], spoken: string | undefined): ProductChoice[] {
  return [...products].sort(
    (one, other) => Number(other.language === spoken) - Number(one.language === spoken),
  );
}
