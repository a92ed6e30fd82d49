import { render } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/files/files.css';
import '../ui/talk.css';
import './chat.css';
import './cards/cards.css';
import type { Language, Surface } from '../../src/identity/wire.ts';
import type { CheckoutRequest } from '../checkout/request.ts';
import { createApi } from '../ui/api.ts';
import { openPageKeep } from '../ui/keep.ts';
import { languageTag } from '../ui/language.ts';
import { createStore } from '../ui/store.ts';
import { surfaceOf } from '../ui/surface.ts';
import { chatText } from '../ui/text/chat.ts';
import { textOf } from '../ui/text/say.ts';
import { createChat } from './chat.ts';
import type { ChatDeps } from './deps.ts';
import { findHost } from './host.ts';
import { obeyHost, watchPage } from './live.ts';
import { readOutbox } from './outbox.ts';
import { Panel } from './panel.tsx';
import { distrustSession, heldSession, keptOverAccounts } from './session.ts';
import { emptyState } from './state.ts';

const keep = openPageKeep(window, keptOverAccounts);
const chosen = keep.read<Language>('language');
const store = createStore({
  ...emptyState(chosen ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')),
  languageChosen: chosen !== null,
  unsent: readOutbox(keep),
  sheet: keep.read<CheckoutRequest>('sheet'),
});
let surface: Surface = surfaceOf(navigator.userAgent);

const deps: ChatDeps = {
  store,
  keep,
  host: findHost(window),
  api: createApi({
    token: () => heldSession(deps)?.token,
    renew: async () => {
      const before = heldSession(deps)?.token;
      distrustSession(deps);
      await chat.enter();
      return heldSession(deps)?.token !== before;
    },
  }),
  surface: () => surface,
  nowMs: () => Date.now(),
  newId: (prefix) => `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`,
};
const chat = createChat(deps);

store.listen(() => {
  const { language } = store.get();
  document.documentElement.lang = languageTag(language);
  document.title = textOf(chatText.title, language);
});
obeyHost(chat, (said) => {
  surface = said;
});
watchPage(chat);
const root = document.getElementById('root');
if (root) render(<Panel chat={chat} />, root);
