import { type Browser, type BrowserContextOptions, chromium, type Frame, type Page } from 'playwright-core';

/**
 * As shipped, Chromium gives a frame of another site storage of its own for each host site. The test driver switches
 * that off, and a frame then has no storage at all: `denied` keeps it so, as some readers' browsers do.
 */
type FrameStorage = 'partitioned' | 'denied';

const browsers = new Map<FrameStorage, Promise<Browser>>();

/** The worker's browser, started for whichever test file asks first; it ends with the worker. */
export async function sharedBrowser(storage: FrameStorage = 'partitioned'): Promise<Browser> {
  const running = await browsers.get(storage);
  if (running?.isConnected()) return running;
  const starting = launch(storage);
  browsers.set(storage, starting);
  return starting;
}

function launch(storage: FrameStorage): Promise<Browser> {
  const features =
    'HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,PaintHolding';
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(storage === 'partitioned' ? [`--disable-features=${features}`] : []),
    ],
  });
}

/** How a page looks at the world. */
export interface Look {
  readonly language?: 'zh' | 'en';
  readonly size?: { width: number; height: number };
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
  readonly timezoneId?: string;
  readonly isMobile?: boolean;
  /** Pages of one shelf are reused among themselves alone: on some, the test's own routes answer for the server. */
  readonly shelf?: string;
  /** Closed afterwards: for tests that change what nothing takes back, as scripts before each page or the clock. */
  readonly isOwn?: boolean;
}

interface KeptPage {
  readonly page: Page;
  readonly browser: Browser;
  readonly key: string;
  readonly isOwn: boolean;
  readonly storageKeys: Set<string>;
  readonly faults: string[];
  firstOrigin: string | null;
  isTaken: boolean;
}

const keptPages = new Set<KeptPage>();

/**
 * A page as of a new profile: no cookie, no storage, nothing open. A page that another test has left is emptied and
 * taken again where there is one, since a new profile is a new process and costs more than most tests.
 */
export async function takePage(browser: Browser, look: Look = {}): Promise<Page> {
  const { isOwn = false } = look;
  const profile = profileOf(look);
  const key = JSON.stringify([profile, look.shelf]);
  const left = [...keptPages].find((one) => one.browser === browser && one.key === key && !one.isTaken);
  const kept = left !== undefined && !isOwn ? left : await openPage(browser, { key, isOwn, profile });
  Object.assign(kept, { isTaken: true, firstOrigin: null });
  kept.faults.length = 0;
  await kept.page.setViewportSize(look.size ?? { width: 1280, height: 860 });
  await kept.page.emulateMedia({
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: look.reducedMotion ? 'reduce' : 'no-preference',
  });
  return kept.page;
}

/** Gives a page back when a test is done with it; further tabs of its profile are closed. */
export async function leavePage(page: Page): Promise<void> {
  const kept = keptOf(page);
  if (kept === undefined) return page.context().close();
  const isEmptied = await empty(kept).catch(() => false);
  kept.isTaken = false;
  if (isEmptied) return;
  keptPages.delete(kept);
  await page.context().close();
}

/** Closes every page, and with it its connections: a browser keeps some open for later, and a server that ends waits for them. */
export async function closePages(): Promise<void> {
  for (const kept of keptPages) await kept.page.context().close();
  keptPages.clear();
}

/** Script errors and breaches of the content security policy that a page has seen since it was taken. */
export function troubles(page: Page): string[] {
  return keptOf(page)?.faults ?? [];
}

const keptOf = (page: Page) => [...keptPages].find((one) => one.page === page);

function profileOf({ language, timezoneId, isMobile = false }: Look): BrowserContextOptions {
  return {
    locale: language === 'en' ? 'en-US' : 'zh-CN',
    isMobile,
    ...(timezoneId === undefined ? {} : { timezoneId }),
  };
}

async function openPage(
  browser: Browser,
  { key, isOwn, profile }: { key: string; isOwn: boolean; profile: BrowserContextOptions },
): Promise<KeptPage> {
  const context = await browser.newContext(profile);
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const kept: KeptPage = {
    page,
    browser,
    key,
    isOwn,
    storageKeys: new Set(),
    faults: [],
    firstOrigin: null,
    isTaken: true,
  };
  keptPages.add(kept);
  const noteAll = (tab: Page) => tab.on('framenavigated', (frame) => noteStorage(kept, frame));
  noteAll(page);
  context.on('page', noteAll);
  page.on('pageerror', (error) => kept.faults.push(error.message));
  page.on('console', (message) => {
    // A refused call is a state the page shows; a broken policy or script is a fault of ours.
    const isFault = message.type() === 'error' && !message.text().startsWith('Failed to load resource');
    if (isFault) kept.faults.push(message.text());
  });
  return kept;
}

/** Where a frame may have written: under its own origin, and beneath a page of another site under both names. */
function noteStorage(kept: KeptPage, frame: Frame): void {
  const { origin } = new URL(frame.url());
  if (origin === 'null') return;
  kept.storageKeys.add(`${origin}/`);
  if (frame === kept.page.mainFrame()) kept.firstOrigin ??= origin;
  if (frame.parentFrame() === null) return;
  const { protocol, hostname } = new URL(frame.page().url());
  kept.storageKeys.add(`${origin}/^0${protocol}//${hostname}`);
}

/** False when the page cannot be made as new. */
async function empty(kept: KeptPage): Promise<boolean> {
  const { page } = kept;
  const context = page.context();
  // What a tab keeps for itself is reached only from the origin that wrote it.
  const isElsewhere = kept.firstOrigin !== null && new URL(page.url()).origin !== kept.firstOrigin;
  if (kept.isOwn || isElsewhere) return false;
  for (const tab of context.pages()) if (tab !== page) await tab.close();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  if (kept.firstOrigin !== null) await page.evaluate('sessionStorage.clear()');
  await page.goto('about:blank');
  await context.clearCookies();
  const debugging = await context.newCDPSession(page);
  for (const storageKey of kept.storageKeys) {
    await debugging.send('Storage.clearDataForStorageKey', { storageKey, storageTypes: 'all' });
  }
  await debugging.detach();
  kept.storageKeys.clear();
  // A clock that a test has set stays with the profile.
  return page.evaluate<boolean>("Function.prototype.toString.call(Date).includes('[native code]')");
}
