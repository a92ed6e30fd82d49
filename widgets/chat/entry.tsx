import { useErrorBoundary } from 'preact/hooks';
import type { Activity } from '../../src/bot/wire.ts';
import { filesOf } from '../ui/files/shown-files.ts';
import { Icon } from '../ui/icons.tsx';
import { useLanguage, useSay } from '../ui/language.ts';
import { lazy } from '../ui/lazy.tsx';
import { formatInstant } from '../ui/money.ts';
import { chatText } from '../ui/text/chat.ts';
import { type Card, cardsOf } from './cards/content.ts';
import { ProductsCardView } from './cards/products.tsx';
import { useScene } from './context.ts';
import type { UnsentMessage } from './outbox.ts';
import { sendAgain } from './send.ts';

const LaterCardView = lazy(() => import('./cards/later-card.tsx').then((part) => part.LaterCardView));
const FileView = lazy(() => import('../ui/files/file-view.tsx').then((part) => part.FileView));

interface EntryProps {
  activity: Activity;
  before: Activity | undefined;
}

/** One activity: who, what was said, and its cards. A card that cannot be drawn never takes the thread with it. */
export function Entry({ activity, before }: EntryProps) {
  const { chat } = useScene();
  const { sender } = activity.channelData;
  const isNewSpeaker = sender !== 'system' && before?.channelData.sender !== sender;
  return (
    <li
      class={`entry ${sender}`}
      data-own={sender === 'learner' || undefined}
      data-seq={activity.channelData.seq}
    >
      {isNewSpeaker ? <Speaker activity={activity} /> : null}
      {activity.text ? <p class="bubble">{activity.text}</p> : null}
      {filesOf(activity).map((file) => (
        <FileView file={file} readLink={chat.deps.api.readFileLink} key={file.attachmentId} />
      ))}
      {cardsOf(activity).map((card, at) => (
        <Guarded card={card} key={at} />
      ))}
    </li>
  );
}

function Speaker({ activity }: { activity: Activity }) {
  const say = useSay(chatText);
  const { sender } = activity.channelData;
  if (sender === 'learner') return <span class="unseen">{say('you')}</span>;
  const role = say(sender === 'agent' ? 'agent' : 'bot');
  const name = sender === 'agent' ? activity.from.name : undefined;
  return (
    <p class="speaker">
      <span class="avatar" aria-hidden="true">
        <Icon name={sender === 'agent' ? 'person' : 'spark'} />
      </span>
      {name ? `${name} · ${role}` : role}
    </p>
  );
}

function Guarded({ card }: { card: Card }) {
  const say = useSay(chatText);
  const [error] = useErrorBoundary();
  return error ? <p class="bubble faint">{say('cannotShow')}</p> : <CardView card={card} />;
}

function CardView({ card }: { card: Card }) {
  const { chat } = useScene();
  // What is put in later moves the end of the thread.
  const onShown = () => chat.deps.store.set({ partsShown: chat.deps.store.get().partsShown + 1 });
  if (card.kind === 'products') return <ProductsCardView card={card.content} />;
  return <LaterCardView card={card} onShown={onShown} />;
}

/** A message that is on its way, or that was refused and can be sent again. */
export function UnsentEntry({ message }: { message: UnsentMessage }) {
  const { chat, state } = useScene();
  const say = useSay(chatText);
  const language = useLanguage();
  const waiting =
    state.connection !== 'online' ? 'waitingForNetwork' : state.isTooFast ? 'tooFast' : 'sending';
  return (
    <li class="entry learner unsent" data-own>
      {message.text && <p class="bubble">{message.text}</p>}
      {message.files?.map(({ attachmentId, name }) => (
        <p class="bubble" key={attachmentId}>
          {name}
        </p>
      ))}
      {message.refusal ? (
        <p class="trouble">
          {say('notSent')} · {message.refusal[language]}{' '}
          <button type="button" class="link" onClick={() => sendAgain(chat, message.clientMessageId)}>
            {say('sendAgain')}
          </button>
        </p>
      ) : (
        <p class="faint">{say(waiting)}</p>
      )}
    </li>
  );
}

/** A reply while it is being made: shown, but not announced before it is whole. */
export function StreamedEntry({ text }: { text: string }) {
  return (
    <li class="entry bot" aria-busy="true">
      <p class="bubble streamed">{text}</p>
    </li>
  );
}

const quietMs = 10 * 60_000;

/** The time, where the thread was quiet for a while. */
export function TimeMark({ activity, before }: EntryProps) {
  const language = useLanguage();
  const atMs = Date.parse(activity.timestamp);
  if (before && atMs - Date.parse(before.timestamp) < quietMs) return null;
  if (Number.isNaN(atMs)) return null;
  const isToday = new Date(atMs).toDateString() === new Date().toDateString();
  return (
    <li class="time">
      <time dateTime={activity.timestamp}>{formatInstant(atMs, language, isToday ? 'time' : 'full')}</time>
    </li>
  );
}
