import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationSummary } from '../../src/bot/conversation/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatInstant } from '../ui/money.ts';
import { chatText } from '../ui/text/chat.ts';
import { partText } from '../ui/text/chat-parts.ts';
import { useScene } from './context.ts';
import { beginThread, openThread, showThreads } from './threads.ts';

/** The learner's conversations, in the place of the one that is shown. */
export function ThreadList() {
  const { chat, state } = useScene();
  const say = useSay(partText);
  const [hasFailed, setHasFailed] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="threads" aria-labelledby="threads-title">
      <h2 id="threads-title" ref={title} tabIndex={-1}>
        {useSay(chatText)('threads')}
      </h2>
      <button
        type="button"
        class="primary"
        onClick={() => void beginThread(chat).then((began) => setHasFailed(!began))}
      >
        <Icon name="add" />
        {say('newThread')}
      </button>
      {hasFailed && (
        <p class="trouble" role="alert">
          {say('newThreadFailed')}
        </p>
      )}
      <ul>
        {(state.threads ?? []).map((thread) => (
          <Line thread={thread} key={thread.conversationId} />
        ))}
      </ul>
      <button type="button" class="link" onClick={() => showThreads(chat, false)}>
        {say('backToThread')}
      </button>
    </section>
  );
}

function Line({ thread }: { thread: ConversationSummary }) {
  const { chat, state } = useScene();
  const say = useSay(partText);
  const language = useLanguage();
  const { conversationId, title, lastMessage, unread, isClosed, updatedAtMs } = thread;
  const isNow = conversationId === state.conversationId;
  const isToday = new Date(updatedAtMs).toDateString() === new Date().toDateString();
  return (
    <li>
      <button
        type="button"
        aria-current={isNow || undefined}
        onClick={() => openThread(chat, conversationId)}
      >
        <span class="thread-top">
          <b>{title ?? say('untitled')}</b>
          <time>{formatInstant(updatedAtMs, language, isToday ? 'time' : 'full')}</time>
        </span>
        <span class="thread-last">
          <span>{lastMessage.text}</span>
          {isNow && <i>{say('threadNow')}</i>}
          {isClosed && <i>{say('threadClosed')}</i>}
          {unread > 0 && !isNow && (
            <i class="count">
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span class="unseen">{say('threadUnread', { count: unread })}</span>
            </i>
          )}
        </span>
      </button>
    </li>
  );
}
