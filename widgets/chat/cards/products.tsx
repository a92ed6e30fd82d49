import { useState } from 'preact/hooks';
import type { ProductCard, ProductsCard } from '../../../src/bot/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { safeUrl } from '../../ui/safe-url.ts';
import { chatText } from '../../ui/text/chat.ts';
import { beginCheckout, noteClick, useScene } from '../context.ts';
import { Cover } from './cover.tsx';

/** The recommended products, one card each. */
export function ProductsCardView({ card }: { card: ProductsCard }) {
  const say = useSay(chatText);
  return (
    <ul class="products" aria-label={say('products')}>
      {card.items.map((item) => (
        <li key={item.impressionId}>
          <Product item={item} />
        </li>
      ))}
    </ul>
  );
}

function Product({ item }: { item: ProductCard }) {
  const say = useSay(chatText);
  const [showsMore, setShowsMore] = useState(false);
  return (
    <article class="product">
      <Cover kind={item.kind} coverUrl={item.coverUrl} />
      <div class="product-words">
        <p class="meta">
          {say(item.kind)}
          {item.level ? ` · ${say(item.level)}` : ''}
          {item.minAgeYears ? ` · ${say('fromAge', { years: item.minAgeYears })}` : ''}
        </p>
        <h3 lang={item.language}>{item.title}</h3>
        {item.author ? <p class="faint">{say('by', { author: item.author })}</p> : null}
        <p class="reason">
          <Icon name="spark" />
          <span class="unseen">{say('whyShown')}: </span>
          {item.reason}
        </p>
      </div>
      {showsMore ? (
        <p class="description" lang={item.language}>
          {item.description}
        </p>
      ) : null}
      <ProductActions item={item} showsMore={showsMore} onMore={() => setShowsMore(!showsMore)} />
    </article>
  );
}

interface ActionsProps {
  item: ProductCard;
  showsMore: boolean;
  onMore: () => void;
}

function ProductActions({ item, showsMore, onMore }: ActionsProps) {
  const scene = useScene();
  const say = useSay(chatText);
  const language = useLanguage();
  const url = safeUrl(item.url);
  const noteDetails = () => noteClick(scene, item.impressionId, 'details');
  const price = item.amountMinor === 0 ? say('free') : formatMoney(item.amountMinor, item.currency, language);
  return (
    <div class="product-actions">
      <strong class="price">{price}</strong>
      {url ? (
        <a
          class="button quiet"
          href={url}
          target="_blank"
          rel="noopener"
          aria-label={say('detailsOf', { title: item.title }) + say('opensNewTab')}
          onClick={noteDetails}
        >
          {say('details')}
        </a>
      ) : (
        <button
          type="button"
          class="quiet"
          aria-expanded={showsMore}
          aria-label={say('detailsOf', { title: item.title })}
          onClick={() => {
            if (!showsMore) noteDetails();
            onMore();
          }}
        >
          {say('details')}
        </button>
      )}
      <BuyOrStart item={item} />
    </div>
  );
}

function BuyOrStart({ item }: { item: ProductCard }) {
  const scene = useScene();
  const say = useSay(chatText);
  const { productId, title, priceId, amountMinor, currency, impressionId } = item;
  const owned = scene.state.owned[productId];
  const startUrl = safeUrl(owned?.startUrl);
  if (owned && startUrl === null) return <span class="mark">{say('owned')}</span>;
  if (startUrl !== null) {
    return (
      <a
        class="button"
        href={startUrl}
        target="_top"
        aria-label={say('startItem', { title })}
        onClick={() => noteClick(scene, impressionId, 'start')}
      >
        {say('startLearning')}
      </a>
    );
  }
  const buy = () => {
    noteClick(scene, impressionId, 'buy');
    const { conversationId } = scene.state;
    const product = { productId, title, priceId, amountMinor, currency, impressionId, conversationId };
    beginCheckout(scene, { kind: 'product', ...product });
  };
  const isFree = amountMinor === 0;
  const label = say(isFree ? 'getFreeItem' : 'buyItem', { title });
  return (
    <button type="button" class="primary" aria-label={label} onClick={buy}>
      {say(isFree ? 'getFree' : 'buy')}
    </button>
  );
}
