import type { NoteView } from '../../src/bot/console/wire.ts';
import type { Activity } from '../../src/bot/wire.ts';
import { filesOf } from '../ui/files/shown-files.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { formatInstant } from '../ui/money.ts';
import { useDesk } from './context.ts';
import { Glyph } from './glyph.tsx';
import { sendAgain } from './reply-actions.ts';
import type { UnsentReply } from './state.ts';
import { consoleText } from './text.ts';
import { useLearnerName } from './use-learner-name.ts';

const FileView = lazy(() => import('../ui/files/file-view.tsx').then((part) => part.FileView));

interface EntryProps {
  readonly activity: Activity;
  readonly before: Activity | undefined;
}

const quietMs = 10 * 60_000;

/** One entry: who, when, what. Everything others wrote is text, never markup; cards are told by their own words. */
export function Entry({ activity, before }: EntryProps) {
  const { desk } = useDesk();
  const { sender, seq } = activity.channelData;
  const isNewSpeaker = before?.channelData.sender !== sender || before.from.id !== activity.from.id;
  const atMs = Date.parse(activity.timestamp);
  const isLater = before !== undefined && atMs - Date.parse(before.timestamp) > quietMs;
  const lines = cardLines(activity);
  return (
    <li class={`entry ${sender}`} data-seq={seq}>
      {sender !== 'system' && (isNewSpeaker || isLater) ? <Speaker activity={activity} atMs={atMs} /> : null}
      {activity.text ? <p class="bubble">{activity.text}</p> : null}
      {filesOf(activity).map((file) => (
        <FileView file={file} readLink={desk.calls.fileLink} key={file.attachmentId} />
      ))}
      {lines.length > 0 ? (
        <ul class="card-lines">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function Speaker({ activity, atMs }: { activity: Activity; atMs: number }) {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const learner = useLearnerName();
  const { sender } = activity.channelData;
  const isYou = sender === 'agent' && activity.from.id === state.staff?.staffId;
  const name = sender === 'learner' ? learner : isYou ? say('you') : (activity.from.name ?? say(sender));
  const isToday = new Date(atMs).toDateString() === new Date(state.nowMs).toDateString();
  return (
    <p class="speaker">
      {sender === 'bot' ? <Icon name="spark" /> : null}
      {name}{' '}
      <time dateTime={activity.timestamp}>{formatInstant(atMs, language, isToday ? 'time' : 'full')}</time>
    </p>
  );
}

/** The lines of the card that every client of the Activity protocol can show. */
function cardLines({ attachments = [] }: Activity): string[] {
  return attachments.flatMap(({ contentType, content }) => {
    if (contentType !== 'application/vnd.microsoft.card.hero') return [];
    const { title, text } = (content ?? {}) as { title?: unknown; text?: unknown };
    return [title, ...String(text ?? '').split('\n')].filter(
      (line): line is string => typeof line === 'string' && line !== '',
    );
  });
}

/** What colleagues tell each other: marked by colour, a lock and words, and never like a message. */
export function Note({ note }: { note: NoteView }) {
  const { state } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  const isToday = new Date(note.createdAtMs).toDateString() === new Date(state.nowMs).toDateString();
  return (
    <li class="entry note">
      <div class="bubble">
        <p class="speaker">
          <Glyph name="lock" /> {say('noteBy', { name: note.staffName })}{' '}
          <time dateTime={new Date(note.createdAtMs).toISOString()}>
            {formatInstant(note.createdAtMs, language, isToday ? 'time' : 'full')}
          </time>
          <span class="note-only">{say('noteOnly')}</span>
        </p>
        <p>{note.text}</p>
      </div>
    </li>
  );
}

/** A reply that is on its way, or that was refused and can be sent again. */
export function UnsentEntry({ reply }: { reply: UnsentReply }) {
  const { desk } = useDesk();
  const say = useSay(consoleText);
  const language = useLanguage();
  return (
    <li class={reply.isNote ? 'entry note unsent' : 'entry agent unsent'}>
      {reply.text === '' ? null : <p class="bubble">{reply.text}</p>}
      {reply.files.map(({ attachmentId, name }) => (
        <p class="file" key={attachmentId}>
          <Icon name="file" /> {name}
        </p>
      ))}
      {reply.refusal ? (
        <p class="trouble" role="alert">
          {say('notSent')} · {reply.refusal.message[language]}{' '}
          <button type="button" class="link" onClick={() => void sendAgain(desk, reply)}>
            {say('sendAgain')}
          </button>
        </p>
      ) : (
        <p class="faint">{say('sending')}</p>
      )}
    </li>
  );
}
