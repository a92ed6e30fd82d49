import { Fragment } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TypingView } from '../../src/bot/conversation/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { chatText } from '../ui/text/chat.ts';
import { useScene } from './context.ts';
import { Entry, StreamedEntry, TimeMark, UnsentEntry } from './entry.tsx';
import { readEarlier } from './join.ts';
import { QuickReplies } from './quick-replies.tsx';
import { unsentOf } from './thread.ts';

/** The thread, oldest first, as a labelled region that a keyboard can scroll. */
export function History() {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const { scroller, isBehind, onScroll, toEnd } = useFollowing();
  const messages = state.activities.filter(({ type }) => type === 'message');
  return (
    <div class="history-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="history" ref={scroller} tabIndex={0} aria-labelledby="transcript" onScroll={onScroll}>
        <h2 class="unseen" id="transcript">
          {say('transcript')}
        </h2>
        {messages.length === 0 && state.connection !== 'connecting' ? <Greeting /> : null}
        {state.hasEarlier ? (
          <button type="button" class="link earlier" onClick={() => void readEarlier(chat)}>
            {say('showEarlier')}
          </button>
        ) : null}
        <ol>
          {messages.map((activity, at) => (
            <Fragment key={activity.id}>
              <TimeMark activity={activity} before={messages[at - 1]} />
              <Entry activity={activity} before={messages[at - 1]} />
            </Fragment>
          ))}
          <Seen />
          {unsentOf(state.unsent, state.conversationId).map((message) => (
            <UnsentEntry message={message} key={message.clientMessageId} />
          ))}
          {state.stream?.text && <StreamedEntry text={state.stream.text} />}
        </ol>
        {state.typing && <Typing typing={state.typing} />}
        <QuickReplies />
      </section>
      {isBehind && (
        <button type="button" class="to-end" onClick={toEnd}>
          {say('newMessages')}
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

/** Who is writing, by name where it is a person. */
function Typing({ typing: { name } }: { typing: TypingView }) {
  const say = useSay(chatText);
  return (
    <p class="typing">
      <span class={name ? '' : 'unseen'}>{name ? say('personTyping', { name }) : say('typing')}</span>
      <i />
      <i />
      <i />
    </p>
  );
}

/** While a person answers: whether they have seen what the learner wrote last. */
function Seen() {
  const { state } = useScene();
  const say = useSay(chatText);
  const { activities, marks, handoff, unsent } = state;
  const last = activities.findLast(({ type }) => type === 'message');
  if (marks === null || last?.channelData.sender !== 'learner' || unsent.length > 0) return null;
  const isSeen = marks.agentReadSeq >= last.channelData.seq;
  if (!isSeen && handoff?.owner !== 'agent') return null;
  return <li class="seen">{say(isSeen ? 'seen' : 'delivered')}</li>;
}

/** Stands in for the bot's own greeting until there is one. */
function Greeting() {
  const say = useSay(chatText);
  return (
    <div class="greeting">
      <p>{say('greeting')}</p>
      <p>{say('greetingMore')}</p>
    </div>
  );
}

const nearPx = 80;

/** Where to begin reading: the earliest entry from which the end still fits, else the newest (with its question). */
function newestReadable(box: HTMLElement): number {
  const entries = [...box.querySelectorAll<HTMLElement>('li.entry')];
  const fitting = entries.find((entry) => box.scrollHeight - entry.offsetTop <= box.clientHeight);
  if (fitting) return fitting.offsetTop;
  const [question, newest] = entries.slice(-2);
  const start = question?.hasAttribute('data-own') ? question : (newest ?? question);
  return start?.offsetTop ?? box.scrollHeight;
}

/**
 * Keeps the newest in sight without hiding how it begins. Who has scrolled up to read is left alone and told that
 * there is more.
 */
function useFollowing() {
  const { state } = useScene();
  const scroller = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const lastTop = useRef(0);
  const oldest = useRef({ id: '', height: 0 });
  const [isBehind, setIsBehind] = useState(false);
  const { activities, unsent, typing, stream, panelOpen, connection, partsShown } = state;
  const ownCount = unsent.length;

  const toEnd = () => {
    follows.current = true;
    setIsBehind(false);
    const box = scroller.current;
    if (!box) return;
    const end = box.scrollHeight - box.clientHeight;
    box.scrollTop = Math.min(end, newestReadable(box) - 12);
    lastTop.current = box.scrollTop;
  };
  // An own message always brings the reader to the end.
  useLayoutEffect(() => {
    if (ownCount > 0) follows.current = true;
  }, [ownCount]);
  // What is drawn changed, so the end moved.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const before = oldest.current;
    oldest.current = { id: activities[0]?.id ?? '', height: box.scrollHeight };
    const cameEarlier = before.id !== '' && before.id !== oldest.current.id;
    // What is put in above must not push what is being read out of sight.
    if (cameEarlier) box.scrollTop += box.scrollHeight - before.height;
    else if (follows.current) toEnd();
    else setIsBehind(box.scrollHeight - box.clientHeight - box.scrollTop > nearPx);
  }, [activities, ownCount, typing, stream, panelOpen, connection, partsShown]);
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    if (box.scrollHeight - box.clientHeight - box.scrollTop < nearPx) {
      follows.current = true;
      setIsBehind(false);
    } else if (box.scrollTop < lastTop.current - 4) {
      follows.current = false;
    }
    lastTop.current = box.scrollTop;
  };
  return { scroller, isBehind, onScroll, toEnd };
}
