import { useEffect, useState } from 'preact/hooks';
import type { SearchAnswer } from '../../src/bot/console/wire.ts';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatInstant, formatMoney } from '../ui/money.ts';
import { openLearner, search } from './actions.ts';
import type { SearchPart } from './calls/threads.ts';
import { useDesk } from './context.ts';
import { Glyph } from './glyph.tsx';
import { More } from './more.tsx';
import { readMoreFound } from './paging.ts';
import { Row } from './row.tsx';
import type { Search } from './state.ts';
import { consoleText } from './text.ts';
import { useDuration } from './use-duration.ts';
import { orderWords, wordOf } from './words.ts';

/** Searching begins when the hand rests. */
const restMs = 250;

/** One box for messages, names and orders. */
export function SearchField() {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const [text, setText] = useState(state.search?.text ?? '');
  useEffect(() => {
    const timer = setTimeout(() => void search(desk, text), restMs);
    return () => clearTimeout(timer);
  }, [text, desk]);
  // Another view was chosen: what was searched for is over.
  useEffect(() => setText(''), [state.view]);
  return (
    <search class="search">
      <Glyph name="search" />
      <input
        id="search"
        type="search"
        value={text}
        maxLength={80}
        autocomplete="off"
        aria-label={say('searchLabel')}
        placeholder={say('searchHint')}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            setText('');
          }
        }}
      />
    </search>
  );
}

/** What was found: messages with the place that matched, learners, orders. */
export function Found({ search: { text, found } }: { search: Search }) {
  const say = useSay(consoleText);
  if (found === null) return <p class="faint list-empty spinner-line" aria-busy="true" />;
  const { messages, people, orders } = found;
  const count = [messages, people, orders].reduce((sum, part) => sum + (part?.items.length ?? 0), 0);
  return (
    <>
      <p class="unseen" role="status">
        {count}
      </p>
      {count === 0 ? <p class="faint list-empty">{say('foundNothing', { text })}</p> : null}
      {found.isIndexing ? <p class="faint list-empty">{say('isIndexing')}</p> : null}
      <FoundMessages messages={messages} />
      <FoundPeople people={people} />
      <FoundOrders orders={orders} />
    </>
  );
}

/** Each part is read on by itself; the one that stands alone also by scrolling. */
function MoreFound({ part, cursor }: { part: SearchPart; cursor: string | null }) {
  const { desk, state } = useDesk();
  const found = state.search?.found;
  const isAlone = parts.every((one) => one === part || !found?.[one]?.items.length);
  return <More cursor={cursor} byScroll={isAlone} onMore={() => readMoreFound(desk, part)} />;
}

const parts: readonly SearchPart[] = ['messages', 'people', 'orders'];

function FoundMessages({ messages }: Pick<SearchAnswer, 'messages'>) {
  const say = useSay(consoleText);
  const duration = useDuration();
  if (!messages?.items.length) return null;
  return (
    <section aria-labelledby="found-messages">
      <h2 id="found-messages">{say('foundMessages')}</h2>
      <ul>
        {messages.items.map((one) => (
          <Row key={one.activityId} conversationId={one.conversationId}>
            <span class="item-head">
              <strong>{one.learnerName ?? say('guest')}</strong>
              <span class="faint number">{duration(one.createdAtMs)}</span>
            </span>
            <span class="preview two-lines">
              {one.sender === 'learner' ? null : `${say(one.sender)}：`}
              <Marked text={one.excerpt} marks={one.marks} />
            </span>
          </Row>
        ))}
      </ul>
      <MoreFound part="messages" cursor={messages.nextCursor} />
    </section>
  );
}

/** The words that were looked for stand out. */
function Marked({ text, marks }: { text: string; marks: readonly (readonly [number, number])[] }) {
  const ends = [0, ...marks.flat(), text.length];
  return (
    <>
      {ends.slice(1).map((until, at) => {
        const part = text.slice(ends[at], until);
        return at % 2 === 0 ? part : <mark key={at}>{part}</mark>;
      })}
    </>
  );
}

function FoundPeople({ people }: Pick<SearchAnswer, 'people'>) {
  const say = useSay(consoleText);
  if (!people?.items.length) return null;
  return (
    <section aria-labelledby="found-people">
      <h2 id="found-people">{say('foundPeople')}</h2>
      <ul>
        {people.items.map(({ learnerId, learnerName, hostUserId, conversationId }) => {
          const inside = (
            <>
              <span class="item-head">
                <strong>{learnerName ?? say('guest')}</strong>
              </span>
              <span class="preview">{hostUserId ?? null}</span>
            </>
          );
          return conversationId === null ? (
            <li class="item" key={learnerId}>
              {inside}
              <span class="faint">{say('noThread')}</span>
            </li>
          ) : (
            <Row key={learnerId} conversationId={conversationId}>
              {inside}
            </Row>
          );
        })}
      </ul>
      <MoreFound part="people" cursor={people.nextCursor} />
    </section>
  );
}

function FoundOrders({ orders }: Pick<SearchAnswer, 'orders'>) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  if (!orders?.items.length) return null;
  return (
    <section aria-labelledby="found-orders">
      <h2 id="found-orders">{say('foundOrders')}</h2>
      <ul>
        {orders.items.map((order) => (
          <li key={order.orderId}>
            <button
              type="button"
              class="item"
              onClick={() => void openLearner(desk, order.learner.learnerId, say('noThread'))}
            >
              <span class="item-head">
                <strong class="number">{formatMoney(order.totalMinor, order.currency, language)}</strong>
                <span class="faint">{wordOf(orderWords, order.status, say)}</span>
              </span>
              <span class="preview">{order.lines.map(({ title }) => title).join('、')}</span>
              <span class="meta number">
                {order.learner.displayName ?? say('guest')} · {order.orderNumber} ·{' '}
                {formatInstant(order.createdAtMs, language, 'full')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <MoreFound part="orders" cursor={orders.nextCursor} />
    </section>
  );
}
