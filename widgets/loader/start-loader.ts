import type { Language } from '../../src/identity/wire.ts';
import type { FrameMessage, LoaderMessage } from '../ui/bridge.ts';
import { payByWechatBridge } from '../ui/wechat-bridge.ts';
import { createFrame, type Frame } from './frame.ts';
import { createLauncher, type Launcher } from './launcher.ts';
import { languageOf, type Tilltalk } from './options.ts';

interface Loader {
  readonly page: Window;
  readonly origin: string;
  readonly options: Tilltalk;
  launcher: Launcher | null;
  frame: Frame | null;
  /** The frame has said that it listens. */
  ready: boolean;
  open: boolean;
  unread: number;
  /** What stands before the page's own title. */
  titleMark: string;
  language: Language;
}

const titles = { zh: '学习顾问', en: 'Learning guide' };

/** The host page's memory of the panel: `open`, or `returning` while the learner pays at a gateway. */
const memoryName = 'tilltalk:panel';

/** Draws the launcher and adds the methods to the host page's `tilltalk` object. */
export function startLoader(page: Window, origin: string): void {
  page.tilltalk ??= {};
  const options = page.tilltalk;
  // A page that includes the script twice still gets one launcher.
  if (options.open) return;
  const loader: Loader = {
    page,
    origin,
    options,
    launcher: null,
    frame: null,
    ready: false,
    open: false,
    unread: 0,
    titleMark: '',
    language: languageOf(options, page),
  };
  options.open = () => showPanel(loader, true);
  options.close = () => hidePanel(loader);
  options.setLanguage = (language) => setLanguage(loader, language);
  options.signedIn = () => say(loader, { type: 'identity' });
  options.signedOut = options.signedIn;
  if (page.document.body) drawLauncher(loader);
  else page.document.addEventListener('DOMContentLoaded', () => drawLauncher(loader));
}

function drawLauncher(loader: Loader): void {
  loader.launcher = createLauncher(loader.page, loader.options, () => {
    if (loader.open) hidePanel(loader);
    else showPanel(loader, true);
  });
  loader.launcher.corner.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && loader.open) hidePanel(loader);
  });
  loader.page.document.addEventListener('visibilitychange', () => countInTitle(loader));
  draw(loader);
  const memory = remembered(loader.page);
  // Full screen on a phone, an open panel would cover every next page; only a return from paying opens it there.
  if (memory === 'returning' || (memory === 'open' && !isPhone(loader.page))) {
    showPanel(loader, memory === 'returning');
  }
}

function isPhone(page: Window): boolean {
  return page.matchMedia('(max-width: 480px), (max-height: 480px)').matches;
}

function showPanel(loader: Loader, focus: boolean): void {
  if (!loader.launcher) return;
  loader.open = true;
  remember(loader.page, 'open');
  loader.frame ??= createFrame(loader.page, loader.launcher.corner, {
    origin: loader.origin,
    onMessage: (message) => hear(loader, message),
  });
  draw(loader);
  if (focus) loader.frame.element.focus();
  say(loader, { type: 'panel', open: true, focus });
}

function hidePanel(loader: Loader): void {
  if (!loader.open) return;
  const hadFocus = holdsFocus(loader.page);
  loader.open = false;
  remember(loader.page, null);
  draw(loader);
  say(loader, { type: 'panel', open: false, focus: false });
  if (hadFocus) loader.launcher?.focus();
}

function setLanguage(loader: Loader, language: Language): void {
  loader.language = language;
  loader.options.language = language;
  draw(loader);
  say(loader, { type: 'language', language });
}

function draw(loader: Loader): void {
  loader.launcher?.draw(loader);
  countInTitle(loader);
  if (!loader.frame) return;
  loader.frame.element.toggleAttribute('data-closed', !loader.open);
  loader.frame.element.title = titles[loader.language];
}

/** A page in the background says in its title how much is unread; seen again, it has its own title back. */
function countInTitle(loader: Loader): void {
  const { document } = loader.page;
  const bare = document.title.startsWith(loader.titleMark)
    ? document.title.slice(loader.titleMark.length)
    : document.title;
  loader.titleMark = document.hidden && loader.unread > 0 ? `(${loader.unread}) ` : '';
  if (document.title !== loader.titleMark + bare) document.title = loader.titleMark + bare;
}

function say(loader: Loader, message: LoaderMessage): void {
  if (loader.ready) loader.frame?.say(message);
}

function hear(loader: Loader, message: FrameMessage): void {
  if (message.type === 'ready') greet(loader);
  else if (message.type === 'close') hidePanel(loader);
  else if (message.type === 'ask') void answer(loader, message);
  else if (message.type === 'pay-in-app') void payInApp(loader, message);
  else if (message.type === 'navigate') navigate(loader, message.url);
  else if (message.type === 'sign-in') loader.options.onSignIn?.();
  else if (message.type === 'unread') {
    loader.unread = message.count;
    draw(loader);
  } else if (message.type === 'language') {
    loader.language = message.language;
    draw(loader);
  }
}

function greet(loader: Loader): void {
  loader.ready = true;
  const { language, surface, onSignIn } = loader.options;
  say(loader, {
    type: 'init',
    language: language ?? null,
    surface: surface ?? null,
    theme: loader.launcher?.theme() ?? {},
    canSignIn: onSignIn !== undefined,
    open: loader.open,
  });
  if (loader.open && holdsFocus(loader.page)) say(loader, { type: 'panel', open: true, focus: true });
}

/** True when the launcher or the panel is focused: seen from the page, both are their shadow host. */
function holdsFocus(page: Window): boolean {
  return page.document.activeElement?.localName === 'tilltalk-widget';
}

async function answer(loader: Loader, ask: { askId: number; what: 'token' | 'page' }): Promise<void> {
  const reply = { type: 'answer', askId: ask.askId } as const;
  try {
    const value = ask.what === 'page' ? loader.page.location.href : await loader.options.getToken?.();
    say(loader, { ...reply, ok: true, value: value || null });
  } catch {
    say(loader, { ...reply, ok: false, value: null });
  }
}

async function payInApp(
  loader: Loader,
  ask: { askId: number; parameters: Readonly<Record<string, string>> },
): Promise<void> {
  const value = await payByWechatBridge(loader.page, ask.parameters);
  say(loader, { type: 'answer', askId: ask.askId, ok: true, value });
}

function navigate(loader: Loader, address: string): void {
  const url = new URL(address, loader.origin);
  // Only pages of our own lead on to a gateway; a frame can never send the host page elsewhere.
  if (url.origin !== loader.origin) return;
  remember(loader.page, 'returning');
  loader.page.location.assign(url.href);
}

function remembered(page: Window): string | null {
  try {
    return page.sessionStorage.getItem(memoryName);
  } catch {
    return null;
  }
}

function remember(page: Window, state: 'open' | 'returning' | null): void {
  try {
    if (state) page.sessionStorage.setItem(memoryName, state);
    else page.sessionStorage.removeItem(memoryName);
  } catch {
    // A page without storage merely forgets that the panel was open.
  }
}
