import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { NoteView } from '../../src/bot/console/wire.ts';
import type { ConsoleThread } from '../../src/bot/handoff/wire.ts';
import type { Activity } from '../../src/bot/wire.ts';
import { useSay } from '../ui/language.ts';
import { useDesk } from './context.ts';
import { Entry, Note, UnsentEntry } from './entry.tsx';
import { readEarlier } from './reply-actions.ts';
import { consoleText } from './text.ts';
import { useNow } from './use-now.ts';
import { useReading } from './use-reading.ts';

const nearPx = 120;

type Line =
  | { readonly activity: Activity; readonly before: Activity | undefined }
  | { readonly note: NoteView };

/** What was said and noted, in the order it was. */
function linesOf(activities: readonly Activity[], notes: readonly NoteView[]): Line[] {
  const messages = activities.filter(({ type }) => type === 'message');
  const first = messages[0]?.channelData.seq ?? 0;
  // A note among messages that are not read yet waits for them.
  const shown = notes.filter(({ afterSeq }) => afterSeq >= first - 1 || messages.length === 0);
  const lines: Line[] = [];
  let next = 0;
  const takeNotes = (untilSeq: number): void => {
    for (let note = shown[next]; note !== undefined && note.afterSeq < untilSeq; note = shown[next]) {
      lines.push({ note });
      next += 1;
    }
  };
  messages.forEach((activity, at) => {
    takeNotes(activity.channelData.seq);
    lines.push({ activity, before: messages[at - 1] });
  });
  takeNotes(Number.POSITIVE_INFINITY);
  return lines;
}

/** What was said, oldest first; the end is kept in sight for who has not scrolled up. */
export function Transcript({ thread, name }: { thread: ConsoleThread; name: string }) {
  const { desk, state } = useDesk();
  const say = useSay(consoleText);
  const box = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const drawn = useRef({ first: '', height: 0 });
  const notes = state.details?.notes ?? [];
  const unsent = state.unsent.filter(({ conversationId }) => conversationId === thread.conversationId);
  const first = thread.activities[0]?.id ?? '';
  useReading(desk.live, thread);

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
  }, [thread.activities, unsent.length, notes.length, first, state.showsDetails, state.typingUntilMs]);

  useEffect(() => {
    const { current } = box;
    if (!current) return;
    // A keyboard that slides in, or a window that is drawn smaller, must not hide the end.
    const watcher = new ResizeObserver(() => {
      if (follows.current) current.scrollTop = current.scrollHeight;
    });
    watcher.observe(current);
    return () => watcher.disconnect();
  }, []);

  return (
    <section
      class="transcript"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={say('thread', { name })}
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
        {linesOf(thread.activities, notes).map((line) =>
          'note' in line ? (
            <Note key={line.note.noteId} note={line.note} />
          ) : (
            <Entry key={line.activity.id} activity={line.activity} before={line.before} />
          ),
        )}
        {unsent.map((reply) => (
          <UnsentEntry key={reply.clientMessageId} reply={reply} />
        ))}
      </ol>
      {thread.isMine ? <Got thread={thread} /> : null}
      {state.typingUntilMs > 0 ? <Typing name={name} /> : null}
    </section>
  );
}

/** How far the learner has got with the last thing said to them. */
function Got({ thread }: { thread: ConsoleThread }) {
  const { marks } = useDesk().state;
  const say = useSay(consoleText);
  const last = thread.activities.findLast(({ type }) => type === 'message');
  if (marks === null || last?.channelData.sender !== 'agent') return null;
  const { seq } = last.channelData;
  const word = marks.readSeq >= seq ? 'seen' : marks.deliveredSeq >= seq ? 'delivered' : 'sent';
  return <p class="got">{say(word)}</p>;
}

function Typing({ name }: { name: string }) {
  const { typingUntilMs } = useDesk().state;
  const say = useSay(consoleText);
  if (typingUntilMs < useNow()) return null;
  return (
    <p class="typing">
      <span class="typing-dots" aria-hidden="true" /> {say('isTyping', { name })}
    </p>
  );
}
