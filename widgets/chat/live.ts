import type { Surface } from '../../src/identity/wire.ts';
import type { LoaderMessage } from '../ui/bridge.ts';
import { restFocus } from '../ui/rest-focus.ts';
import { wearTheme } from '../ui/theme.ts';
import type { Chat } from './deps.ts';
import { chooseLanguage } from './language.ts';
import { noteNews } from './receive.ts';
import { stepAside } from './session.ts';

/** Starts the chat when the host page has said how, and follows what it says later. */
export function obeyHost(chat: Chat, onSurface: (surface: Surface) => void): void {
  const { host, store } = chat.deps;
  host.listen((message) => {
    if (message.type === 'init') begin(chat, message, onSurface);
    else if (message.type === 'panel') showPanel(chat, message);
    else if (message.type === 'language') chooseLanguage(chat, message.language);
    else if (message.type === 'identity') void chat.enter();
  });
  host.say({ type: 'ready' });
  if (!host.embedded) {
    store.set({ panelOpen: true });
    void chat.enter();
  }
}

type Init = Extract<LoaderMessage, { type: 'init' }>;

function begin(chat: Chat, init: Init, onSurface: (surface: Surface) => void): void {
  const { store, host } = chat.deps;
  const { languageChosen, language } = store.get();
  wearTheme(document.documentElement, init.theme);
  if (init.surface) onSurface(init.surface);
  store.set({
    panelOpen: init.open,
    canSignIn: init.canSignIn,
    // The learner's own choice outlives what the page would prefer.
    ...(init.language && !languageChosen ? { language: init.language, languageChosen: true } : {}),
  });
  if (languageChosen) host.say({ type: 'language', language });
  void chat.enter();
}

function showPanel(chat: Chat, panel: { open: boolean; focus: boolean }): void {
  chat.deps.store.set({ panelOpen: panel.open });
  noteNews(chat);
  if (panel.open && panel.focus && !document.querySelector('dialog[open]')) restFocus();
}

/** Catches up whenever the page comes back into sight, the network returns or another tab changed the learner. */
export function watchPage(chat: Chat): void {
  const wake = () => {
    if (document.visibilityState !== 'visible') return;
    const { learner, connection } = chat.deps.store.get();
    // Entering failed before, and waits to be tried again.
    if (learner === null) return void (connection === 'connecting' || chat.enter());
    if (stepAside(chat.deps)) return void chat.enter();
    // What came while nobody looked is read now.
    noteNews(chat);
    if (chat.connection.isOnline()) void chat.join();
    else chat.connection.open();
  };
  document.addEventListener('visibilitychange', wake);
  addEventListener('pageshow', wake);
  addEventListener('online', wake);
  addEventListener('storage', (event) => {
    // Whoever has left this page too goes as soon as it says so, in sight or not; who is still there is not disturbed.
    if (event.key === 'tilltalk:session' && stepAside(chat.deps)) void chat.enter();
  });
}
