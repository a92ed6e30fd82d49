import type { Language } from '../../src/identity/wire.ts';
import type { FrameMessage, LoaderMessage } from '../ui/bridge.ts';
import { payByWechatBridge } from '../ui/wechat-bridge.ts';
import { createFrame, type Frame } from './frame.ts';
import { createLauncher, type Launcher } from './launcher.ts';
import { rememberedPanel, rememberedUnread, rememberPanel, rememberUnread } from './memory.ts';
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

/** Even a busy page is told what is unread after this long. */
const idleMaxMs = 5_000;

/** A panel that may be shown has spoken by the time its frame is loaded. */
const silenceMaxMs = 1_000;

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
    unread: rememberedUnread(page) ?? 0,
    titleMark: '',
    language: languageOf(options, page),
  };
  options.open = () => showPanel(loader, true);
  options.close = () => hidePanel(loader);
  options.setLanguage = (language) => setLanguage(loader, language);
  options.signedIn = () => changeLearner(loader);
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
  const memory = rememberedPanel(loader.page);
  // Full screen on a phone, an open panel would cover every next page; only a return from paying opens it there.
  if (memory === 'returning' || (memory === 'open' && !isPhone(loader.page))) {
    showPanel(loader, memory === 'returning');
  } else if (rememberedUnread(loader.page) !== null) {
    whenIdle(loader.page, () => loadFrame(loader));
  }
}

/** Whoever has talked here hears what is new, once the page has nothing better to do; nobody else costs a request. */
function whenIdle(page: Window, then: () => void): void {
  const wait = () => {
    // Safari does not tell when a page is idle.
    if ('requestIdleCallback' in page) page.requestIdleCallback(then, { timeout: idleMaxMs });
    else setTimeout(then, idleMaxMs / 2);
  };
  if (page.document.readyState === 'complete') wait();
  else page.addEventListener('load', wait);
}

function loadFrame(loader: Loader): void {
  const { page, origin, launcher } = loader;
  if (!launcher) return;
  if (!loader.frame) {
    loader.frame = createFrame(page, launcher.corner, { origin, onMessage: (said) => hear(loader, said) });
    loader.frame.element.onload = () => setTimeout(() => explainSilence(loader), silenceMaxMs);
  }
  draw(loader);
}

/** A browser shows no page that forbids its host, and tells neither side why: who builds the host page is told. */
function explainSilence({ ready, origin, page }: Loader): void {
  if (ready) return;
  // biome-ignore lint/suspicious/noConsole: the only place where the builder of a host page would look
  console.warn(`Tilltalk: no answer from ${origin}. Does its ALLOWED_SITES name ${page.location.origin}?`);
}

function isPhone(page: Window): boolean {
  return page.matchMedia('(max-width: 480px), (max-height: 480px)').matches;
}

function showPanel(loader: Loader, focus: boolean): void {
  if (!loader.launcher) return;
  loader.open = true;
  rememberPanel(loader.page, 'open');
  rememberUnread(loader.page, loader.unread, true);
  loadFrame(loader);
  if (focus) loader.frame?.element.focus();
  say(loader, { type: 'panel', open: true, focus });
}

function hidePanel(loader: Loader): void {
  if (!loader.open) return;
  const hadFocus = holdsFocus(loader.page);
  loader.open = false;
  rememberPanel(loader.page, null);
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
  // What goes on in a closed panel takes the focus from nobody.
  loader.frame.element.inert = !loader.open;
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
  else if (message.type === 'unread') noteUnread(loader, message.count);
  else if (message.type === 'language') {
    loader.language = message.language;
    draw(loader);
  }
}

function noteUnread(loader: Loader, unread: number): void {
  loader.unread = unread;
  rememberUnread(loader.page, unread);
  draw(loader);
}

/** What was unread was the former learner's. */
function changeLearner(loader: Loader): void {
  if (rememberedUnread(loader.page) !== null) noteUnread(loader, 0);
  say(loader, { type: 'identity' });
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
  rememberPanel(loader.page, 'returning');
  loader.page.location.assign(url.href);
}
