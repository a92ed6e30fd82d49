import { useEffect, useState } from 'preact/hooks';
import type { ProductLine, ProductPage, ProductStatus } from '../../../src/checkout/catalog/admin/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { useDesk } from '../context.ts';
import { useCalls } from './calls-context.ts';
import { listChanges } from './list-changes.ts';
import { catalogueText } from './text.ts';

/** What stands beside the list: a product, or one that is being made, perhaps as another language of one. */
export type Opened =
  | { readonly productId: string }
  | { readonly like: ProductPage | null; readonly language: string };

const searchPauseMs = 250;
const statuses: readonly ProductStatus[] = ['on_sale', 'draft', 'withdrawn'];

interface Props {
  readonly opened: Opened | null;
  readonly onOpen: (opened: Opened) => void;
}

/** All products, what changed last first. */
export function ProductList({ opened, onOpen }: Props) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  const [text, setText] = useState('');
  const [status, setStatus] = useState('');
  const { lines, cursor, read } = useProducts(text, status);
  return (
    <section class="product-list" aria-label={say('products')}>
      <div class="list-tools">
        <input
          type="search"
          aria-label={say('searchProducts')}
          placeholder={say('searchProducts')}
          value={text}
          maxLength={200}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <select
          aria-label={say('status')}
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value)}
        >
          <option value="">{say('anyStatus')}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {say(one)}
            </option>
          ))}
        </select>
        <button type="button" class="primary" onClick={() => onOpen({ like: null, language })}>
          {say('addProduct')}
        </button>
      </div>
      {lines === null ? <Loading /> : null}
      {lines?.length === 0 ? (
        <p class="faint">{say(text === '' && status === '' ? 'emptyShop' : 'noProducts')}</p>
      ) : null}
      <ul class="rows products">
        {lines?.map((line) => (
          <li key={line.productId}>
            <Line
              line={line}
              isOpen={opened !== null && 'productId' in opened && opened.productId === line.productId}
              onOpen={() => onOpen({ productId: line.productId })}
            />
          </li>
        ))}
      </ul>
      {cursor === null ? null : (
        <button type="button" class="wide" onClick={() => void read(cursor)}>
          {say('showMore')}
        </button>
      )}
    </section>
  );
}

function Line({ line, isOpen, onOpen }: { line: ProductLine; isOpen: boolean; onOpen: () => void }) {
  const say = useSay(catalogueText);
  const { productId, title, kind, language, author, status, isBundle } = line;
  return (
    <button
      type="button"
      class="product-line"
      data-product={productId}
      aria-current={isOpen ? 'true' : undefined}
      onClick={onOpen}
    >
      <span class="product-title">{title}</span>
      <span class="product-price number">
        <Prices line={line} />
      </span>
      <span class="meta">
        {[say(isBundle ? 'bundle' : kind), language, author].filter((one) => one !== null).join(' · ')}
      </span>
      {status === 'on_sale' ? null : <span class={`tag ${status}`}>{say(status)}</span>}
    </button>
  );
}

function Prices({ line: { prices } }: { line: Pick<ProductLine, 'prices'> }) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  if (prices.length === 0) return <>{say('noPrice')}</>;
  if (prices.every(({ amountMinor }) => amountMinor === 0)) return <>{say('free')}</>;
  return (
    <>{prices.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency, language)).join(' / ')}</>
  );
}

/** The list as it was searched for last; read again when a product is saved. */
function useProducts(text: string, status: string) {
  const { desk } = useDesk();
  const calls = useCalls();
  const [lines, setLines] = useState<readonly ProductLine[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const readFrom = async (from: string | null, isStale: () => boolean) => {
    const answer = await calls.list({ text: text.trim(), status, cursor: from });
    if (isStale()) return;
    if (!answer.ok) return desk.refuse(answer);
    setLines((known) => [...(from === null ? [] : (known ?? [])), ...answer.value.products]);
    setCursor(answer.value.nextCursor);
  };
  useEffect(() => listChanges.listen(() => setRound((known) => known + 1)), []);
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => void readFrom(null, () => isOver), lines === null ? 0 : searchPauseMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [text, status, round]);
  return { lines, cursor, read: (from: string) => readFrom(from, () => false) };
}
