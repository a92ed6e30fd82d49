import type { ComponentChildren } from 'preact';
import type { ConsoleConversation, ConsoleHeldPayment } from '../../src/bot/handoff/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatMoney } from '../ui/money.ts';
import { openConversation } from './actions.ts';
import { useDesk } from './context.ts';
import { Decision } from './decision.tsx';
import { needsReply } from './state.ts';
import { type ConsoleKey, consoleText } from './text.ts';
import { useDuration } from './use-duration.ts';

/** Who waits, who is this agent's, and whose payment is held; who came first stands on top. */
export function Lists() {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const { queue, mine, held } = state;
  return (
    <nav class="lists" aria-label={say('lists')}>
      <List name="queue" count={queue?.length}>
        {queue?.map((one) => (
          <Conversation conversation={one} isWaiting key={one.conversationId} />
        ))}
      </List>
      <List name="mine" count={mine?.length}>
        {mine?.map((one) => (
          <Conversation conversation={one} key={one.conversationId} />
        ))}
      </List>
      <List name="held" count={held?.length}>
        {held?.map((one) => (
          <HeldPayment payment={one} key={one.reviewId} />
        ))}
      </List>
    </nav>
  );
}

interface ListProps {
  readonly name: 'queue' | 'mine' | 'held';
  /** Undefined until it was read. */
  readonly count: number | undefined;
  readonly children: ComponentChildren;
}

function List({ name, count, children }: ListProps) {
  const say = useSay(consoleText);
  return (
    <section aria-labelledby={`list-${name}`} data-list={name}>
      <h2 id={`list-${name}`} tabIndex={-1}>
        {say(name)} {count ? <span class="count">{count}</span> : null}
      </h2>
      {count === 0 ? <p class="faint list-empty">{say(`${name}Empty`)}</p> : null}
      <ul>{children}</ul>
    </section>
  );
}

interface ConversationProps {
  readonly conversation: ConsoleConversation;
  readonly isWaiting?: boolean;
}

function Conversation({ conversation, isWaiting = false }: ConversationProps) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const duration = useDuration();
  const { conversationId, learnerName, lastMessage, requestedAtMs, language } = conversation;
  const isLate = !isWaiting && needsReply(conversation);
  const time = duration(isWaiting ? requestedAtMs : (lastMessage?.atMs ?? requestedAtMs));
  return (
    <li>
      <button
        type="button"
        class="item"
        aria-current={state.openId === conversationId}
        onClick={() => void openConversation(desk, conversationId)}
      >
        <span class="item-head">
          <strong>{learnerName ?? say('guest')}</strong>
          <span class="faint number">
            {isWaiting ? <span class="unseen">{say('waited')}</span> : null} {time}
          </span>
        </span>
        <Preview conversation={conversation} />
        <span class="item-tags">
          <span class="tag">{reasonOf(conversation.reason, say)}</span>
          <span class="tag">{say(language)}</span>
          {isLate ? <span class="tag late">{say('needsReply')}</span> : null}
        </span>
      </button>
    </li>
  );
}

function Preview({ conversation: { lastMessage } }: { conversation: ConsoleConversation }) {
  const say = useSay(consoleText);
  if (lastMessage === null) return null;
  const { sender, text } = lastMessage;
  return (
    <span class="preview">{sender === 'learner' ? text : say('says', { name: say(sender), text })}</span>
  );
}

function HeldPayment({ payment }: { payment: ConsoleHeldPayment }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const duration = useDuration();
  const { reviewId, conversationId, learnerName, amountMinor, currency, reasons, createdAtMs } = payment;
  const inside = (
    <>
      <span class="item-head">
        <strong>{learnerName ?? say('guest')}</strong>
        <span class="faint number">{duration(createdAtMs)}</span>
      </span>
      <span class="preview">
        <b class="number">{formatMoney(amountMinor, currency, language)}</b> {reasons[0]}
      </span>
    </>
  );
  // Begun outside a conversation: there is nothing to open, so it is decided here.
  if (conversationId === null) {
    return (
      <li class="item">
        {inside}
        <Decision reviewId={reviewId} />
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        class="item"
        aria-current={state.openId === conversationId}
        onClick={() => void openConversation(desk, conversationId)}
      >
        {inside}
      </button>
    </li>
  );
}

const reasons = ['asked', 'not_understood', 'payment_review'] as const satisfies readonly ConsoleKey[];

/** A reason in words; one that is not known yet as it came. */
export function reasonOf(reason: string, say: (key: ConsoleKey) => string): string {
  const known = reasons.find((name) => name === reason);
  return known === undefined ? reason : say(known);
}
