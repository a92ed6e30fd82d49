import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/files/files.css';
import '../ui/talk.css';
import '../staff/staff.css';
import './console.css';
import './thread.css';
import './ask.css';
import type { Language } from '../../src/identity/wire.ts';
import { readMe } from '../staff/staff-call.ts';
import { openKeep } from '../ui/keep.ts';
import { languageTag } from '../ui/language.ts';
import { textOf } from '../ui/text/say.ts';
import { createDesk } from './console.ts';
import { listenToKeys } from './keyboard.ts';
import { Page } from './page.tsx';
import { chime } from './sound.ts';
import { waitingCount } from './state.ts';
import { consoleText } from './text.ts';

const keep = openKeep(window);
const guess: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
const desk = createDesk(
  {
    keep,
    // Where a browser refuses it, the look at it fails where the store expects that.
    tabKeep: openKeep({
      get localStorage() {
        return sessionStorage;
      },
    }),
    chime,
    isLookedAt: () => document.visibilityState === 'visible',
    nowMs: () => Date.now(),
    newId: (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`,
  },
  keep.read<Language>('console-language') ?? guess,
);

const lookAgainMs = 20_000;
const stillHereEveryMs = 5 * 60_000;

let told = { title: '', count: -1 };
/** The tab tells how much waits, also while the agent looks elsewhere. */
function sayOutside(): void {
  const state = desk.store.get();
  const count = state.staff ? waitingCount(state) : 0;
  const name = `${textOf(consoleText.title, state.language)} · Tilltalk`;
  const title = count > 0 ? `(${count}) ${name}` : name;
  if (title === told.title && count === told.count) return;
  told = { title, count };
  document.documentElement.lang = languageTag(state.language);
  document.title = title;
  const badge = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  // A browser that shows no badges is none the worse for it.
  badge?.catch(() => {});
}

let seenAtMs = Date.now();
/** Lists that are read by the page itself do not keep the session young; a hand on the keyboard does. */
function noteHand(): void {
  if (Date.now() - seenAtMs < stillHereEveryMs || !desk.store.get().staff) return;
  seenAtMs = Date.now();
  void readMe();
}

desk.store.listen(sayOutside);
sayOutside();
listenToKeys(desk, document);
addEventListener('pointerdown', noteHand);
addEventListener('keydown', noteHand);
addEventListener('online', () => {
  if (desk.store.get().staff) desk.live.wake();
  void desk.refresh();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void desk.refresh();
});
// The socket tells what is new; this is for a message of it that was lost, and for the waiting times.
setInterval(() => void desk.refresh(), lookAgainMs);

const root = document.getElementById('root');
if (root) render(<Page desk={desk} />, root);
void desk.enter();
