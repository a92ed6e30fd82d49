import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { Loading } from '../staff/loading.tsx';
import { Icon } from '../ui/icons.tsx';
import { useSay } from '../ui/language.ts';
import { acceptConversation, openConversation, readEarlier, releaseConversation } from './actions.ts';
import { Announcer } from './announcer.tsx';
import { useDesk } from './context.ts';
import { Entry, UnsentEntry } from './entry.tsx';
import { reasonOf } from './lists.tsx';
import { Reply } from './reply.tsx';
import { Side } from './side.tsx';
import { consoleText } from './text.ts';

/** The conversation before the agent: who it is with, what was said, and where to answer. */
export function Thread() {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const { openId, thread } = state;
  if (openId === null) {
    return (
      <section class="thread empty" aria-label={say('noneOpen')}>
        <span class="mark large" aria-hidden="true">
          <Icon name="person" />
        </span>
        <p class="hint">{say('noneOpen')}</p>
        <p class="hint faint">{say('noneOpenMore')}</p>
      </section>
    );
  }
  if (thread === null) {
    return (
      <section class="thread empty" aria-busy="true">
        <Loading />
      </section>
    );
  }
  const name = thread.learner.displayName ?? say('guest');
  return (
    <section class="thread" aria-label={say('thread', { name })} data-owner={thread.handoff.owner}>
      <Head thread={thread} name={name} />
      <div class="talk">
        <Transcript thread={thread} />
        <Announcer thread={thread} />
        {thread.isMine ? <Reply conversationId={thread.conversationId} /> : null}
      </div>
      <Side thread={thread} />
    </section>
  );
}

function Head({ thread, name }: { thread: ConsoleThread; name: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const { reason, language } = thread;
  return (
    <header class="thread-head">
      <button
        type="button"
        class="quiet icon-only only-narrow"
        aria-label={say('back')}
        onClick={() => void openConversation(desk, null)}
      >
        <Icon name="back" />
      </button>
      <div class="thread-words">
        <h1>{name}</h1>
        <p class="faint">
          {standing(thread, say)}
          {reason === null ? null : ` · ${reasonOf(reason, say)}`} · {say(language)}
        </p>
      </div>
      <Steps thread={thread} />
      <button
        type="button"
        class="quiet icon-only only-no-side"
        title={say('details')}
        aria-label={say('details')}
        aria-pressed={state.showsDetails}
        onClick={() => desk.store.set({ showsDetails: !state.showsDetails })}
      >
        <Icon name="person" />
      </button>
    </header>
  );
}

type Say = ReturnType<typeof useSay<keyof typeof consoleText>>;

function standing({ handoff, isMine }: ConsoleThread, say: Say): string {
  if (handoff.owner === 'queue') return say('inQueue', { position: handoff.position ?? 1 });
  if (handoff.owner === 'bot') return say('withBot');
  return isMine ? say('withYou') : say('withOther', { name: handoff.agentName ?? '' });
}

/** Taking the conversation, or handing it back. */
function Steps({ thread }: { thread: ConsoleThread }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const isBusy = state.busy !== null;
  const accept = async () => {
    if (await acceptConversation(desk)) document.querySelector<HTMLElement>('#reply')?.focus();
  };
  const release = async () => {
    if (await releaseConversation(desk)) document.querySelector<HTMLElement>('#list-queue')?.focus();
  };
  if (thread.handoff.owner === 'queue') {
    return (
      <button type="button" class="primary thread-step" aria-disabled={isBusy} onClick={() => void accept()}>
        {say('accept')}
      </button>
    );
  }
  if (!thread.isMine) return null;
  return (
    <button
      type="button"
      class="thread-step"
      title={say('releaseMore')}
      aria-disabled={isBusy}
      onClick={() => void release()}
    >
      {say('release')}
    </button>
  );
}

const nearPx = 120;

/** What was said, oldest first; the end is kept in sight for who has not scrolled up. */
function Transcript({ thread }: { thread: ConsoleThread }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const box = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const drawn = useRef({ first: '', height: 0 });
  const messages = thread.activities.filter(({ type }) => type === 'message');
  const unsent = state.unsent.filter(({ conversationId }) => conversationId === thread.conversationId);
  const first = messages[0]?.id ?? '';

  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return;
    const before = drawn.current;
    drawn.current = { first, height: current.scrollHeight };
    // What is put in above must not push what is being read out of sight.
    if (before.first !== '' && before.first !== first)
      current.scrollTop += current.scrollHeight - before.height;
    else if (follows.current) current.scrollTop = current.scrollHeight;
    // Details that covered the transcript give it back at its beginning.
  }, [thread.activities, unsent.length, first, state.showsDetails]);

  return (
    <section
      class="transcript"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={say('thread', { name: thread.learner.displayName ?? say('guest') })}
      onScroll={({ currentTarget: { scrollHeight, clientHeight, scrollTop } }) => {
        follows.current = scrollHeight - clientHeight - scrollTop < nearPx;
      }}
    >
      {thread.hasEarlier ? (
        <button type="button" class="link earlier" onClick={() => void readEarlier(desk)}>
          {say('showEarlier')}
        </button>
      ) : null}
      <ol>
        {messages.map((activity, at) => (
          <Entry key={activity.id} activity={activity} before={messages[at - 1]} />
        ))}
        {unsent.map((reply) => (
          <UnsentEntry key={reply.clientMessageId} reply={reply} />
        ))}
      </ol>
    </section>
  );
}
