import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefundCard } from '../../../src/bot/wire.ts';
import type { OrderView } from '../../../src/checkout/wire.ts';
import { Icon } from '../../ui/icons.tsx';
import { useLanguage, useSay } from '../../ui/language.ts';
import { lazy } from '../../ui/lazy.tsx';
import { formatInstant, formatMoney } from '../../ui/money.ts';
import { cardText } from '../../ui/text/cards.ts';
import { useScene } from '../context.ts';
import { useOrder } from '../orders.ts';
import { askRefund, resumeRefund } from '../refund.ts';
import type { RefundWish } from '../state.ts';
import { arrivalWords, wayOf } from './arrival.ts';
import { OrderMark } from './orders.tsx';

const Appeal = lazy(() => import('../../ui/appeal.tsx').then((part) => part.Appeal));

type Stage = 'offer' | 'confirm' | 'sending' | 'asked' | 'refunded' | 'refused';

/** One order that can be refunded: asked, confirmed in place, and from then on what the server says of it. */
export function RefundCardView({ card }: { card: RefundCard }) {
  const { chat, state } = useScene();
  const say = useSay(cardText);
  const [isSure, setIsSure] = useState(false);
  const { learner, refunds } = state;
  const wish = refunds[card.paymentId];
  const told = stageOf(useOrder(card.orderNumber), wish);
  const stage = told === 'offer' && isSure ? 'confirm' : told;
  const isOpen = stage !== 'asked' && stage !== 'refunded';
  useEffect(() => {
    if (learner) resumeRefund(chat.deps, card.paymentId);
  }, [chat, learner, card.paymentId]);
  const box = useRestingFocus(stage);

  return (
    <article class="card refund" data-stage={stage} ref={box}>
      <p class="order-head">
        <span class="meta">{say('refund')}</span>
        {stage === 'asked' || stage === 'refunded' ? (
          <OrderMark
            order={{ status: stage === 'asked' ? 'paid' : 'refunded', isRefunding: stage === 'asked' }}
          />
        ) : null}
      </p>
      <h3>{card.title}</h3>
      <Facts card={card} isOpen={isOpen} />
      <Words card={card} stage={stage} />
      {isOpen && wish && 'message' in wish ? <Refusal card={card} wish={wish} /> : null}
      {stage === 'offer' ? (
        <button
          type="button"
          class="wide"
          data-rest
          aria-label={say('refundAskItem', { title: card.title })}
          onClick={() => setIsSure(true)}
        >
          {say('refundAsk')}
        </button>
      ) : null}
      {stage === 'confirm' || stage === 'sending' ? (
        <Confirm
          isSending={stage === 'sending'}
          onYes={() => void askRefund(chat.deps, card.paymentId)}
          onNo={() => setIsSure(false)}
        />
      ) : null}
    </article>
  );
}

/** The server's word counts before what was pressed here. */
function stageOf(order: OrderView | undefined, wish: RefundWish | undefined): Stage {
  if (order?.status === 'refunded') return 'refunded';
  if (order?.isRefunding) return 'asked';
  return wish === undefined || wish.stage === 'troubled' ? 'offer' : wish.stage;
}

/** Moves the focus on when the button that had it is gone, so that a keyboard goes on where it was. */
function useRestingFocus(stage: Stage) {
  const box = useRef<HTMLElement>(null);
  const hadFocus = box.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    const isLost = hadFocus && box.current?.contains(document.activeElement) === false;
    if (!isLost) return;
    box.current?.querySelector<HTMLElement>('[data-rest]')?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [stage]);
  return box;
}

/** Where the money goes, within a sentence. */
function useWay({ method, destinations }: RefundCard): string {
  const say = useSay(cardText);
  const ways = destinations?.map((one) => one.method) ?? [method];
  const words = ways.map((way) => (way === 'card' ? say('refundToCard') : say(wayOf(way))));
  return words.join(say('refundAnd'));
}

function Facts({ card, isOpen }: { card: RefundCard; isOpen: boolean }) {
  const say = useSay(cardText);
  const language = useLanguage();
  const money = (amountMinor: number) => formatMoney(amountMinor, card.currency, language);
  const { destinations = [] } = card;
  const parts = destinations.map(({ method, amountMinor, arrival }) => {
    const amount = destinations.length > 1 ? ` ${money(amountMinor)}` : '';
    return `${say(wayOf(method))}${amount} · ${arrivalWords(arrival, language)}`;
  });
  const facts = [
    [say('refundAmount'), money(card.amountMinor)],
    ...(parts.length > 0 ? parts : [say(wayOf(card.method))]).map((part) => [say('refundTo'), part] as const),
    [say('refundUntil'), isOpen ? formatInstant(card.untilMs, language, 'full') : null],
    [say('orderNumber'), card.orderNumber],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name + value}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** What the learner has to know at this stage. */
function Words({ card, stage }: { card: RefundCard; stage: Stage }) {
  const say = useSay(cardText);
  const language = useLanguage();
  const way = useWay(card);
  const amount = formatMoney(card.amountMinor, card.currency, language);
  if (stage === 'confirm' || stage === 'sending') {
    return (
      <p class="ask" tabIndex={-1} data-rest>
        {say('refundConfirm', { amount, way })}
      </p>
    );
  }
  if (stage !== 'asked' && stage !== 'refunded') return null;
  return (
    <p class="told" tabIndex={-1} data-rest>
      <Icon name={stage === 'asked' ? 'clock' : 'refund'} />
      <span>{say(stage === 'asked' ? 'refundAsked' : 'refundDone', { amount, way })}</span>
    </p>
  );
}

interface RefusalProps {
  card: RefundCard;
  wish: Extract<RefundWish, { message: object }>;
}

/** Why it was not done. What the rules refused, a person can be asked to look at again. */
function Refusal({ card: { paymentId }, wish: { stage, message } }: RefusalProps) {
  const { api } = useScene().chat.deps;
  return (
    <>
      <p class="trouble" role="alert" tabIndex={-1} data-rest>
        {message[useLanguage()]}
      </p>
      {stage === 'refused' ? <Appeal api={api} paymentId={paymentId} /> : null}
    </>
  );
}

interface ConfirmProps {
  isSending: boolean;
  onYes: () => void;
  onNo: () => void;
}

function Confirm({ isSending, onYes, onNo }: ConfirmProps) {
  const say = useSay(cardText);
  return (
    <div class="confirm">
      <button
        type="button"
        class="primary"
        aria-disabled={isSending}
        onClick={() => {
          if (!isSending) onYes();
        }}
      >
        {isSending ? <span class="spinner" aria-hidden="true" /> : null}
        {say(isSending ? 'refundSending' : 'refundYes')}
      </button>
      {isSending ? null : (
        <button type="button" onClick={onNo}>
          {say('refundNo')}
        </button>
      )}
    </div>
  );
}
