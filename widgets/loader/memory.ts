/** The tab's memory of the panel: `open`, or `returning` while the learner pays at a gateway. */
export type PanelMemory = 'open' | 'returning';

const panelName = 'tilltalk:panel';
const newsName = 'tilltalk:news';

/** Whoever has not opened the panel for so long waits for nothing there. */
const newsMaxAgeMs = 30 * 86_400_000;

/** What the tab was doing with the panel on the page before. */
export function rememberedPanel(page: Window): string | null {
  return quietly(() => page.sessionStorage.getItem(panelName));
}

/** Keeps it for the tab's next page. */
export function rememberPanel(page: Window, state: PanelMemory | null): void {
  quietly(() => {
    if (state) page.sessionStorage.setItem(panelName, state);
    else page.sessionStorage.removeItem(panelName);
  });
}

/** How much was unread when this browser last knew; null when nobody here has opened the panel of late. */
export function rememberedUnread(page: Window): number | null {
  return quietly(() => {
    const [unread, atMs] = (page.localStorage.getItem(newsName) ?? '').split(' ').map(Number);
    return unread !== undefined && unread >= 0 && Date.now() - (atMs ?? 0) < newsMaxAgeMs ? unread : null;
  });
}

/** Keeps the count for the next page, in any tab; with `opened` the panel counts as opened now. */
export function rememberUnread(page: Window, unread: number, opened = false): void {
  quietly(() => {
    const [, atMs = ''] = (page.localStorage.getItem(newsName) ?? '').split(' ');
    page.localStorage.setItem(newsName, `${unread} ${opened || !atMs ? Date.now() : atMs}`);
  });
}

/** A page without storage merely forgets. */
function quietly<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
