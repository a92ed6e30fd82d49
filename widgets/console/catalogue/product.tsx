import { useEffect, useState } from 'preact/hooks';
import type { ProductPage } from '../../../src/checkout/catalog/admin/wire.ts';
import { Loading } from '../../staff/loading.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { AskForm } from '../ask/ask-form.tsx';
import { useDesk } from '../context.ts';
import { usePress } from '../settings/use-asked.ts';
import { useCalls } from './calls-context.ts';
import { HowFound } from './how-found.tsx';
import { listChanges } from './list-changes.ts';
import { Prices } from './prices.tsx';
import { NewProduct, ProductForm } from './product-form.tsx';
import type { Opened } from './product-list.tsx';
import { catalogueText } from './text.ts';

interface Props {
  readonly opened: Opened;
  readonly onOpen: (opened: Opened) => void;
}

/** One product beside the list, or a form for a new one. */
export function Product({ opened, onOpen }: Props) {
  if (!('productId' in opened))
    return <NewProduct {...opened} onCreated={({ productId }) => onOpen({ productId })} />;
  return <KnownProduct productId={opened.productId} onOpen={onOpen} />;
}

function KnownProduct({ productId, onOpen }: { productId: string; onOpen: Props['onOpen'] }) {
  const { desk } = useDesk();
  const calls = useCalls();
  const [page, setPage] = useState<ProductPage | null>(null);
  const read = async () => {
    const answer = await calls.product(productId);
    if (answer.ok) setPage(answer.value);
    else desk.refuse(answer);
  };
  useEffect(() => void read(), [productId]);
  if (page === null) return <Loading />;
  const changed = (now: ProductPage) => {
    setPage(now);
    listChanges.tell();
  };
  return (
    <div class="product" data-product={productId}>
      <Head page={page} onChanged={changed} onStale={() => void read()} onOpen={onOpen} />
      <ProductForm page={page} onSaved={changed} />
      <Prices page={page} onChanged={changed} />
      <HowFound productId={productId} />
    </div>
  );
}

interface HeadProps {
  readonly page: ProductPage;
  readonly onChanged: (page: ProductPage) => void;
  /** What is shown is not what is there any more. */
  readonly onStale: () => void;
  readonly onOpen: Props['onOpen'];
}

function Head({ page, onChanged, onStale, onOpen }: HeadProps) {
  const say = useSay(catalogueText);
  const language = useLanguage();
  const calls = useCalls();
  const { isBusy, refusal, press } = usePress();
  const [asks, setAsks] = useState(false);
  const { productId, revision, status, title, source, externalId, bundles } = page;
  const put = () => calls.setStatus(productId, { revision, status: 'on_sale' });
  const putOnSale = async () => {
    const done = await press(put);
    if (done === null) onStale();
    else onChanged(done.value);
  };
  const withdraw = async () => {
    const answer = await calls.setStatus(productId, { revision, status: 'withdrawn' });
    if (answer.ok) onChanged(answer.value);
    else onStale();
    return answer;
  };
  return (
    <header class="product-head">
      <div class="part-head">
        <h2>
          {title} <span class={`tag ${status}`}>{say(status)}</span>
        </h2>
        {status === 'on_sale' ? (
          <button type="button" class="small" onClick={() => setAsks(true)}>
            {say('withdraw')}
          </button>
        ) : (
          <button type="button" class="primary small" aria-disabled={isBusy} onClick={() => void putOnSale()}>
            {say('putOnSale')}
          </button>
        )}
      </div>
      <Languages page={page} onOpen={onOpen} />
      <p class="meta">{say('sourceOf', { source, id: externalId })}</p>
      {source === 'console' ? null : <p class="meta">{say('fromFile')}</p>}
      {page.places === null ? null : (
        <p class={page.placesTaken < page.places ? 'meta' : 'meta wrong'}>
          {say('placesTaken', { places: page.places, taken: page.placesTaken })}
        </p>
      )}
      {bundles.length === 0 ? null : (
        <p class="meta">{say('inBundles', { titles: bundles.map((one) => one.title).join('、') })}</p>
      )}
      <p class="wrong" role="alert">
        {refusal?.message[language]}
      </p>
      {asks ? (
        <AskForm
          heading={say('withdrawAsk', { title })}
          more={say('withdrawMore')}
          confirm={say('withdraw')}
          isGrave
          onConfirm={withdraw}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </header>
  );
}

/** The languages this content has, and those it could have. */
function Languages({ page, onOpen }: Pick<HeadProps, 'page' | 'onOpen'>) {
  const say = useSay(catalogueText);
  const has = new Set([page.language, ...page.translations.map(({ language }) => language)]);
  const nameOf = (code: string) => (code === 'zh' ? say('zhName') : code === 'en' ? say('enName') : code);
  return (
    <p class="row-start languages">
      <span class="tag">{nameOf(page.language)}</span>
      {page.translations.map(({ productId, language }) => (
        <button key={productId} type="button" class="small" onClick={() => onOpen({ productId })}>
          {nameOf(language)}
        </button>
      ))}
      {(['zh', 'en'] as const)
        .filter((code) => !has.has(code))
        .map((code) => (
          <button
            key={code}
            type="button"
            class="quiet small"
            onClick={() => onOpen({ like: page, language: code })}
          >
            {say('newTranslation', { language: nameOf(code) })}
          </button>
        ))}
    </p>
  );
}
