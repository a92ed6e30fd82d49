import type { ComponentChildren } from 'preact';
import type { CaseLine, ListedConversation } from '../../src/bot/console/wire.ts';
import type { ConsoleConversation, ConsoleHeldPayment, SlaTimer } from '../../src/bot/handoff/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatInstant, formatMoney } from '../ui/money.ts';
import { ask } from './actions.ts';
import { useDesk } from './context.ts';
import { Decision } from './decision.tsx';
import { Found, SearchField } from './found.tsx';
import { More } from './more.tsx';
import { readMore } from './paging.ts';
import { Row } from './row.tsx';
import { needsReply } from './state.ts';
import { type ConsoleKey, consoleText } from './text.ts';
import { DueMark, mostPressing, Timer } from './timer.tsx';
import { useDuration } from './use-duration.ts';
import { isPage, type ViewName } from './views.ts';
import { caseWords, stateWords } from './words.ts';

/** The list of the present view, or what was searched for. Who came first stands on top. */
export function Lists() {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const { view, search } = state;
  return (
    <section class="lists" aria-label={say('lists')} data-list={view}>
      <SearchField />
      <div class="list">
        <h1 id="list-heading" tabIndex={-1}>
          {search === null ? say(view) : say('searchLabel')}
        </h1>
        {search === null ? <Rows /> : <Found search={search} />}
      </div>
    </section>
  );
}

function Rows() {
  const { state } = useDesk();
  const { view, queue, mine, held, listed, cases } = state;
  if (isPage(view)) return null;
  if (view === 'queue') {
    return (
      <List count={queue?.length}>
        {queue?.map((one) => (
          <Waiting conversation={one} isWaiting key={one.conversationId} />
        ))}
      </List>
    );
  }
  if (view === 'mine') {
    return (
      <List count={mine?.length}>
        {mine?.map((one) => (
          <Waiting conversation={one} key={one.conversationId} />
        ))}
      </List>
    );
  }
  if (view === 'held') {
    return (
      <List count={held?.length}>
        {held?.map((one) => (
          <HeldPayment payment={one} key={one.reviewId} />
        ))}
      </List>
    );
  }
  if (view === 'cases') {
    return (
      <List count={cases?.rows.length} cursor={cases?.nextCursor}>
        {cases?.rows.map((one) => (
          <Case line={one} key={one.caseId} />
        ))}
      </List>
    );
  }
  return (
    <List count={listed?.rows.length} cursor={listed?.nextCursor}>
      {listed?.rows.map((one) => (
        <Listed conversation={one} key={one.conversationId} />
      ))}
    </List>
  );
}

interface ListProps {
  /** Undefined until it was read. */
  readonly count: number | undefined;
  /** Where it goes on; left out or null at its end. */
  readonly cursor?: string | null | undefined;
  readonly children: ComponentChildren;
}

const emptyWords: Readonly<Partial<Record<ViewName, ConsoleKey>>> = {
  queue: 'queueEmpty',
  mine: 'mineEmpty',
  all: 'allEmpty',
  snoozed: 'snoozedEmpty',
  held: 'heldEmpty',
  cases: 'casesEmpty',
};

function List({ count, cursor = null, children }: ListProps) {
  const { desk, state } = useDesk();
  const empty = emptyWords[state.view];
  const say = useSay(consoleText);
  return (
    <>
      {count === 0 && cursor === null && empty !== undefined ? (
        <p class="faint list-empty">{say(empty)}</p>
      ) : null}
      <ul>{children}</ul>
      <More cursor={cursor} byScroll onMore={() => readMore(desk)} />
    </>
  );
}

interface WaitingProps {
  readonly conversation: ConsoleConversation;
  readonly isWaiting?: boolean;
}

function Waiting({ conversation, isWaiting = false }: WaitingProps) {
  const say = useSay(consoleText);
  const duration = useDuration();
  const { conversationId, learnerName, lastMessage, requestedAtMs, language, priority } = conversation;
  const isLate = !isWaiting && needsReply(conversation);
  const time = duration(isWaiting ? requestedAtMs : (lastMessage?.atMs ?? requestedAtMs));
  return (
    <Row conversationId={conversationId}>
      <span class="item-head">
        {isLate ? <span class="new-dot" aria-hidden="true" /> : null}
        <strong>{learnerName ?? say('guest')}</strong>
        <Due sla={conversation.sla} />
        <span class="faint number">
          {isWaiting ? <span class="unseen">{say('waited')}</span> : null} {time}
        </span>
      </span>
      <Preview lastMessage={lastMessage} />
      <span class="item-tags">
        {priority === 'normal' ? null : <span class={`tag ${priority}`}>{say(priority)}</span>}
        <span class="tag">{reasonOf(conversation.reason, say)}</span>
        <span class="tag">{say(language)}</span>
        {conversation.isMessage ? <span class="tag">{say('leftMessage')}</span> : null}
        {conversation.state === 'wrap_up' ? <span class="tag">{say('wrappingUp')}</span> : null}
        {isLate ? <span class="tag late">{say('needsReply')}</span> : null}
      </span>
    </Row>
  );
}

function Due({ sla }: { sla: readonly SlaTimer[] }) {
  const pressing = mostPressing(sla);
  return pressing === null ? null : <Timer timer={pressing} isShort />;
}

function Listed({ conversation }: { conversation: ListedConversation }) {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const duration = useDuration();
  const { conversationId, learnerName, lastMessage, labels, ownerName, snoozedUntilMs } = conversation;
  const isYours = conversation.ownerId === state.staff?.staffId;
  return (
    <Row conversationId={conversationId}>
      <span class="item-head">
        <strong>{learnerName ?? say('guest')}</strong>
        {conversation.isBreached ? <DueMark /> : null}
        <span class="faint number">{duration(conversation.updatedAtMs)}</span>
      </span>
      <Preview lastMessage={lastMessage} />
      <span class="item-tags">
        <span class="tag">{say(stateWords[conversation.state])}</span>
        {ownerName === null ? null : <span class="tag">{isYours ? say('you') : ownerName}</span>}
        {snoozedUntilMs === null ? null : (
          <span class="tag">
            {say('snoozedUntil', { time: formatInstant(snoozedUntilMs, language, 'full') })}
          </span>
        )}
        {labels.map(({ labelId, name, colour }) => (
          <span class={`tag label ${colour}`} key={labelId}>
            {name}
          </span>
        ))}
      </span>
    </Row>
  );
}

function Preview({ lastMessage }: Pick<ConsoleConversation, 'lastMessage'>) {
  const say = useSay(consoleText);
  if (lastMessage === null) return null;
  const { sender, text } = lastMessage;
  return (
    <span class="preview">{sender === 'learner' ? text : say('says', { name: say(sender), text })}</span>
  );
}

function HeldPayment({ payment }: { payment: ConsoleHeldPayment }) {
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
  return <Row conversationId={conversationId}>{inside}</Row>;
}

function Case({ line }: { line: CaseLine }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { caseId, caseNumber, kind, learnerName, status, ownerName, dueAtMs, amountMinor, currency } = line;
  return (
    <li>
      <button type="button" class="item" onClick={() => ask(desk, { name: 'case', about: caseId })}>
        <span class="item-head">
          <strong>{say(kind)}</strong>
          {line.isOverdue ? <DueMark /> : null}
          <span class="faint number">{caseNumber}</span>
        </span>
        <span class="preview">
          {learnerName ?? say('guest')}
          {amountMinor === null || currency === null
            ? null
            : ` · ${formatMoney(amountMinor, currency, language)}`}
        </span>
        <span class="item-tags">
          <span class="tag">{say(caseWords[status])}</span>
          <span class="tag">{ownerName ?? say('nobody')}</span>
          <span class="tag">{say('caseDue', { time: formatInstant(dueAtMs, language, 'full') })}</span>
        </span>
      </button>
    </li>
  );
}

const reasons: Readonly<Partial<Record<string, ConsoleKey>>> = {
  asked: 'asked',
  not_understood: 'not_understood',
  payment_review: 'payment_review',
  transferred: 'transferred',
  offered: 'stepOffered',
  passed: 'stepPassed',
  offer_expired: 'stepExpired',
  claimed: 'stepClaimed',
  accepted: 'stepAccepted',
  agent_away: 'stepAway',
  taken_over: 'stepTakenOver',
  wrap_up: 'stepWrapUp',
  learner_wrote: 'stepLearnerWrote',
  resumed: 'stepResumed',
  returned: 'stepReturned',
  canceled: 'stepCanceled',
  settled: 'stepSettled',
  closed: 'stepClosed',
};

/** A reason in words; one that is not known yet as it came. */
export function reasonOf(reason: string, say: (key: ConsoleKey) => string): string {
  const known = reasons[reason];
  return known === undefined ? reason : say(known);
}
