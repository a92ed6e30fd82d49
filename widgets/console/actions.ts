import type { Desk } from './desk.ts';
import { isListInSight } from './places.ts';
import { closeThread, nothingOpen, readView, takeThread } from './read-all.ts';
import type { OpenDialog } from './state.ts';
import { isPage, type ViewName } from './views.ts';

/** Goes to another view. The open thread stays where lists stand beside it. */
export function goTo(desk: Desk, view: ViewName): void {
  const { store } = desk;
  if (store.get().view !== view) store.set({ view, listed: null, search: null });
  if (store.get().openId !== null && (isPage(view) || !isListInSight())) closeThread(desk);
  void readView(desk);
}

/** Into the search, which stands above the lists: from a page of its own first to one of them. */
export function focusSearch(desk: Desk): void {
  if (!isListInSight()) goTo(desk, 'all');
  setTimeout(() => document.querySelector<HTMLElement>('#search')?.focus());
}

/** Puts a conversation before the agent; null goes back to the lists. */
export async function openConversation(desk: Desk, openId: string | null): Promise<void> {
  const { store, live, calls } = desk;
  if (openId === store.get().openId) return;
  store.set({ ...nothingOpen, openId, refusal: null });
  if (openId !== null && isPage(store.get().view)) store.set({ view: 'all', listed: null });
  live.watch(openId);
  if (openId === null) return;
  const [answer, details] = await Promise.all([calls.thread(openId, false), calls.details(openId)]);
  if (store.get().openId !== openId) return;
  if (!answer.ok) {
    closeThread(desk);
    return desk.refuse(answer);
  }
  if (details.ok) store.set({ details: details.value, viewers: details.value.viewers });
  takeThread(desk, answer.value);
}

/** Asks something over the page. */
export function ask({ store }: Desk, dialog: OpenDialog): void {
  store.set({ dialog, refusal: null });
}

/** Says what was done, in words that go away by themselves. */
export function tell({ store }: Desk, told: string): void {
  store.set({ told });
}

/** Looks for messages, names and orders; an empty text gives the list back. */
export async function search(desk: Desk, text: string): Promise<void> {
  const { store, calls } = desk;
  if (text.trim() === '') return store.set({ search: null });
  store.set({ search: { text, found: store.get().search?.found ?? null } });
  const answer = await calls.search(text.trim());
  if (store.get().search?.text !== text) return;
  if (answer.ok) store.set({ search: { text, found: answer.value } });
  else desk.refuse(answer);
}

/** Opens a learner's newest thread that this agent may read. */
export async function openLearner(desk: Desk, learnerId: string, noThread: string): Promise<void> {
  const answer = await desk.calls.ofLearner(learnerId);
  if (!answer.ok) return desk.refuse(answer);
  const [newest] = answer.value.conversations;
  if (newest === undefined) return tell(desk, noThread);
  await openConversation(desk, newest.conversationId);
}

/** Which of the rows in sight is open, and the one before or after it. */
export function neighbourOf(rows: readonly string[], openId: string | null, by: 1 | -1): string | null {
  const at = openId === null ? -1 : rows.indexOf(openId);
  if (at === -1) return (by === 1 ? rows[0] : rows.at(-1)) ?? null;
  return rows[at + by] ?? null;
}
