import type { NoticeCard } from '../../../src/bot/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { formatMoney } from '../../ui/money.ts';
import { cardText } from '../../ui/text/cards.ts';
import { arrivalWords, wayOf } from './arrival.ts';

/** News about money that is no receipt. */
export function NoticeCardView({ card }: { card: NoticeCard }) {
  const say = useSay(cardText);
  const language = useLanguage();
  return (
    <article class="card notice">
      <h3>
        <Icon name="refund" />
        {say(card.reason === 'surplus' ? 'surplusNotice' : 'refundNotice', {
          amount: formatMoney(card.amountMinor, card.currency, language),
        })}
      </h3>
      {card.arrival ? (
        <p class="faint">{`${say(wayOf(card.method))} · ${arrivalWords(card.arrival, language)}`}</p>
      ) : null}
      <p class="faint number">{say('refundNoticeMore', { number: card.orderNumber })}</p>
    </article>
  );
}
