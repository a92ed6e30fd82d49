import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { formatInstant } from '../ui/money.ts';
import { ask, openConversation } from './actions.ts';
import { accept, type Command, commandsOf, isWrappingUp, mayAccept, mayTakeOver } from './commands.ts';
import { useDesk } from './context.ts';
import { Glyph } from './glyph.tsx';
import { passConversation, snooze } from './handoff-actions.ts';
import { reasonOf } from './lists.tsx';
import { type ConsoleKey, consoleText } from './text.ts';
import { mostPressing, Timer } from './timer.tsx';
import { useNow } from './use-now.ts';

type Say = ReturnType<typeof useSay<ConsoleKey>>;

/** Who it is with, who answers, what was promised, and what can be done. */
export function Head({ thread, name }: { thread: ConsoleThread; name: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const { reason, language, service } = thread;
  const pressing = service === null ? null : mostPressing(service.sla);
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
      <h2>{name}</h2>
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
      <div class="head-facts">
        <span class="faint">
          {standing(thread, say)}
          {reason === null ? null : ` · ${reasonOf(reason, say)}`} · {say(language)}
        </span>
        {pressing === null ? null : <Timer timer={pressing} />}
        <Viewers />
        <Marks thread={thread} />
      </div>
    </header>
  );
}

function standing({ handoff, isMine, service }: ConsoleThread, say: Say): string {
  if (service?.state === 'closed') return say('isClosed');
  if (service?.state === 'offered' && !isMine) return say('isOffered');
  if (handoff.owner === 'queue') return say('inQueue', { position: handoff.position ?? 1 });
  if (handoff.owner === 'bot') return say('withBot');
  return isMine ? say('withYou') : say('withOther', { name: handoff.agentName ?? '' });
}

/** Colleagues who have the same thread open: nobody answers twice. */
function Viewers() {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const others = state.viewers.filter(({ staffId }) => staffId !== state.staff?.staffId);
  const names = others.map(({ displayName }) => displayName).join(language === 'zh' ? '、' : ', ');
  return (
    <span class="viewers" role="status">
      {others.length === 0 ? null : (
        <>
          <Glyph name="eye" /> {say(others.length === 1 ? 'viewersOne' : 'viewersMany', { names })}
        </>
      )}
    </span>
  );
}

const dialogs = ['labels', 'snooze', 'transfer'] as const;

/** Taking the conversation, or what its agent does with it. */
function Steps({ thread }: { thread: ConsoleThread }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const isBusy = state.busy !== null;
  const byLabel = (label: string) => commandsOf(state).find((command) => command.label === label);
  const shown = dialogs.flatMap((label) => byLabel(label) ?? []).filter((command) => command.may(state));
  return (
    <div class="steps">
      {shown.map((command) => (
        <Step key={command.label} command={command} />
      ))}
      {isWrappingUp(state) ? (
        <button
          type="button"
          class="thread-step"
          title={`${say('resume')} (U)`}
          aria-disabled={isBusy}
          onClick={() => void passConversation(desk, thread.conversationId, 'resume')}
        >
          {say('resume')}
        </button>
      ) : null}
      {mayTakeOver(state) ? (
        <button type="button" class="thread-step" onClick={() => ask(desk, { name: 'takeOver' })}>
          {say('takeOver')}
        </button>
      ) : null}
      {mayAccept(state) ? (
        <button
          type="button"
          class="primary thread-step"
          aria-disabled={isBusy}
          aria-keyshortcuts="a"
          onClick={() => void accept(desk)}
        >
          {say('accept')}
        </button>
      ) : null}
      {thread.isMine ? (
        <button
          type="button"
          class="thread-step"
          title={`${say('finish')} (E)`}
          aria-disabled={isBusy}
          onClick={() => ask(desk, { name: 'finish' })}
        >
          <Icon name="check" /> {say('finish')}
        </button>
      ) : null}
    </div>
  );
}

/** A command as a small button, with its key told. */
export function Step({ command: { label, key, glyph, run } }: { command: Command }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  return (
    <button
      type="button"
      class="quiet icon-only"
      data-step={label}
      title={`${say(label)} (${key.toUpperCase()})`}
      aria-label={say(label)}
      onClick={() => run(desk)}
    >
      <Glyph name={glyph} /> <span class="step-name">{say(label)}</span>
    </button>
  );
}

/** Labels, being out of sight, and the time for notes. */
function Marks({ thread }: { thread: ConsoleThread }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const { details } = state;
  const wrapUpUntilMs = thread.isMine ? (thread.service?.wrapUpUntilMs ?? null) : null;
  const { labels = [], snooze: sleep = null } = details ?? {};
  if (labels.length === 0 && sleep === null && wrapUpUntilMs === null) return null;
  return (
    <>
      {labels.map(({ labelId, name, colour }) => (
        <span class={`tag label ${colour}`} key={labelId}>
          {name}
        </span>
      ))}
      {sleep === null ? null : (
        <span class="tag">
          {say('snoozedUntil', { time: formatInstant(sleep.untilMs, language, 'full') })}{' '}
          <button type="button" class="link" onClick={() => void snooze(desk, thread.conversationId, null)}>
            {say('wake')}
          </button>
        </span>
      )}
      {wrapUpUntilMs === null ? null : <WrapUp untilMs={wrapUpUntilMs} />}
    </>
  );
}

function WrapUp({ untilMs }: { untilMs: number }) {
  const say = useSay(consoleText);
  const seconds = Math.max(0, Math.ceil((untilMs - useNow()) / 1000));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <span class="tag late number">{say('wrapUpUntil', { time })}</span>;
}
