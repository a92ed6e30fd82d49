import { useEffect } from 'preact/hooks';
import type { OfferMade } from '../../src/bot/handoff/live/wire.ts';
import { useSay } from '../ui/language.ts';
import { openConversation } from './actions.ts';
import { useDesk } from './context.ts';
import { passConversation } from './handoff-actions.ts';
import { reasonOf } from './lists.tsx';
import { focusReply } from './places.ts';
import { consoleText } from './text.ts';
import { useNow } from './use-now.ts';

/** What is offered to this agent, with the time that is left to take it. */
export function Offers() {
  const { state } = useDesk();
  return (
    <div class="offers" role="status">
      {state.offers.map((offer) => (
        <Offer key={offer.conversationId} offer={offer} />
      ))}
    </div>
  );
}

function Offer({ offer }: { offer: OfferMade }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const { conversationId, reason, note, priority } = offer;
  const known = state.queue?.find((one) => one.conversationId === conversationId);
  const isBusy = state.busy !== null;
  const take = async () => {
    if (!(await passConversation(desk, conversationId, 'accept'))) return;
    await openConversation(desk, conversationId);
    focusReply();
  };
  return (
    <section class="offer" aria-label={say('offer')}>
      <div class="offer-words">
        <p>
          <strong>{known?.learnerName ?? say('guest')}</strong> · {reasonOf(reason, say)}
          {priority === 'normal' ? null : <span class={`tag ${priority}`}>{say(priority)}</span>}
        </p>
        {known?.lastMessage ? <p class="preview">{known.lastMessage.text}</p> : null}
        {note === null ? null : <p class="preview">{say('offerNote', { note })}</p>}
      </div>
      <p class="row">
        <button type="button" class="primary" aria-disabled={isBusy} onClick={() => void take()}>
          {say('accept')} <kbd>A</kbd>
        </button>
        <button
          type="button"
          aria-disabled={isBusy}
          onClick={() => void passConversation(desk, conversationId, 'pass')}
        >
          {say('pass')} <kbd>X</kbd>
        </button>
        <Countdown expiresAtMs={offer.expiresAtMs} conversationId={conversationId} />
      </p>
    </section>
  );
}

/** Seconds that are left; told to the eye alone, or the voice would count aloud. */
function Countdown({ expiresAtMs, conversationId }: { expiresAtMs: number; conversationId: string }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const leftMs = expiresAtMs - useNow();
  const isOver = leftMs <= 0;
  useEffect(() => {
    if (!isOver) return;
    const { store } = desk;
    store.set({ offers: store.get().offers.filter((one) => one.conversationId !== conversationId) });
  }, [isOver, desk, conversationId]);
  return (
    <span class="countdown number" aria-hidden="true" data-urgent={leftMs < 10_000}>
      {say('secondsLeft', { count: Math.max(0, Math.ceil(leftMs / 1000)) })}
    </span>
  );
}
