import type { Activity } from '../../src/bot/wire.ts';
import { highestSeq, mergeActivities } from '../chat/thread.ts';
import type { Answer } from '../staff/staff-call.ts';
import type { Desk } from './desk.ts';
import { caseOrder, listedOrder, withFirst } from './paging.ts';
import { isSupervisor, mayUseConsole } from './roles.ts';
import { type ConsoleState, needsReply } from './state.ts';
import type { ViewName } from './views.ts';

/** Reads what the page shows: the lists that call for work, those of the present view, and the open thread. */
export async function readAll(desk: Desk): Promise<void> {
  const { store, deps, calls } = desk;
  const { staff } = store.get();
  if (!staff || !mayUseConsole(staff)) return;
  const [queue, mine, held, approvals] = await Promise.all([
    calls.list('queue'),
    calls.list('mine'),
    calls.held(),
    isSupervisor(staff) ? calls.approvals() : null,
    readDesk(desk),
    readView(desk),
    readThread(desk),
  ]);
  if (store.get().staff !== staff) return;
  // What the page asked by itself may fail quietly, as long as the session holds: it asks again soon.
  if ([queue, mine, held].some((answer) => !answer.ok && answer.status === 401)) return desk.leave();
  if (!queue.ok || !mine.ok || !held.ok) return;
  noteWork(desk, { queue: queue.value.conversations, mine: mine.value.conversations });
  store.set({
    nowMs: deps.nowMs(),
    queue: queue.value.conversations,
    mine: mine.value.conversations,
    held: held.value.reviews,
    offers: offersTo(desk, queue.value.conversations),
    ...(approvals?.ok ? { approvals: approvals.value.approvals } : {}),
  });
}

/** This agent's own presence, and what is offered to them: after a reload no event tells it again. */
async function readDesk({ store, calls }: Desk): Promise<void> {
  const [me, line] = await Promise.all([calls.me(), calls.line()]);
  if (me.ok) store.set({ me: me.value });
  if (line.ok) store.set({ line: line.value });
}

/** What only the present view shows. */
export async function readView(desk: Desk): Promise<void> {
  const { view } = desk.store.get();
  const read = readers[view];
  if (read !== undefined) await read(desk);
}

const readers: Partial<Record<ViewName, (desk: Desk) => Promise<void>>> = {
  all: (desk) => readListed(desk, 'all'),
  snoozed: (desk) => readListed(desk, 'snoozed'),
  cases: async ({ store, calls }) => {
    const answer = await calls.cases(null);
    if (!answer.ok) return;
    const { cases: rows, nextCursor } = answer.value;
    store.set({ cases: withFirst(store.get().cases, { rows, nextCursor }, caseOrder) });
  },
  team: async ({ store, calls }) => {
    const answer = await calls.agents();
    if (answer.ok) store.set({ agents: answer.value.agents });
  },
};

async function readListed({ store, calls }: Desk, view: 'all' | 'snoozed'): Promise<void> {
  const answer = await calls[view](null);
  if (!answer.ok || store.get().view !== view) return;
  const { conversations: rows, nextCursor } = answer.value;
  store.set({ listed: withFirst(store.get().listed, { rows, nextCursor }, listedOrder) });
}

async function readThread(desk: Desk): Promise<void> {
  const { store, calls } = desk;
  const { openId } = store.get();
  if (openId === null) return;
  const [thread, details] = await Promise.all([calls.thread(openId, true), calls.details(openId)]);
  if (store.get().openId !== openId) return;
  if (details.ok) store.set({ details: details.value });
  if (thread.ok) takeThread(desk, thread.value);
  // It went back to the bot with another agent: nothing of it is this one's to read any more.
  else if (thread.status === 404) closeThread(desk);
}

/** Reads what stands beside the open thread again. */
export async function readDetails({ store, calls }: Desk): Promise<void> {
  const { openId } = store.get();
  if (openId === null) return;
  const answer = await calls.details(openId);
  if (answer.ok && store.get().openId === openId) store.set({ details: answer.value });
}

/** Back to the lists. */
export function closeThread({ store, live }: Desk): void {
  live.watch(null);
  store.set({ openId: null, ...nothingOpen });
}

/** What belongs to one open thread and goes with it. */
export const nothingOpen = {
  thread: null,
  details: null,
  viewers: [],
  typingUntilMs: 0,
  marks: null,
  isNote: false,
  showsDetails: false,
  dialog: null,
} satisfies Partial<ConsoleState>;

/** What is offered to this agent: what the line says of it, and what was just told and is not in the line yet. */
function offersTo({ store, deps }: Desk, line: NonNullable<ConsoleState['queue']>): ConsoleState['offers'] {
  const { staff, offers } = store.get();
  const told = offers.filter(
    ({ conversationId, expiresAtMs }) =>
      expiresAtMs > deps.nowMs() && line.every((one) => one.conversationId !== conversationId),
  );
  const inLine = line.flatMap(({ conversationId, priority, reason, offer }) =>
    offer?.staffId === staff?.staffId && offer !== null
      ? [{ conversationId, priority, reason, note: null, expiresAtMs: offer.expiresAtMs }]
      : [],
  );
  return [...inLine, ...told];
}

type Work = Pick<ConsoleState, 'queue' | 'mine'>;

/** Who came into the line, and who wrote unseen, since both were read last; the first reading is no news. */
function noteWork({ store, deps }: Desk, { queue, mine }: Work): void {
  const before = store.get();
  if (before.queue === null || before.mine === null) return;
  const known = new Set(before.queue.map(({ conversationId }) => conversationId));
  const fresh = (queue ?? []).filter(({ conversationId }) => !known.has(conversationId));
  if (fresh.length > 0) store.set({ arrived: fresh.map(({ learnerName }) => learnerName) });
  const answered = new Set(
    before.mine.filter((one) => !needsReply(one)).map(({ conversationId }) => conversationId),
  );
  const isUnseen = (conversationId: string) => conversationId !== before.openId || !deps.isLookedAt();
  const written = (mine ?? []).some(
    (one) => needsReply(one) && answered.has(one.conversationId) && isUnseen(one.conversationId),
  );
  if ((fresh.length > 0 || written) && before.preferences.sound) deps.chime();
}

/**
 * Puts a thread before the agent; what was read of it before stays, each activity once, unless more was missed than is
 * read at once: then it begins with what is new, and what was before is read on demand, so that no hole looks like talk.
 */
export function takeThread(
  { store }: Pick<Desk, 'store'>,
  thread: NonNullable<ConsoleState['thread']>,
): void {
  const { thread: known, unsent } = store.get();
  const firstSeq = thread.activities[0]?.channelData.seq ?? 0;
  const isSame =
    known?.conversationId === thread.conversationId && firstSeq <= highestSeq(known.activities) + 1;
  const activities = mergeActivities(isSame ? known.activities : [], thread.activities);
  store.set({
    thread: {
      ...thread,
      activities: [...activities],
      hasEarlier: isSame ? known.hasEarlier : thread.hasEarlier,
    },
    unsent: stillUnsent(unsent, activities),
  });
}

/** A step's answer is the thread as it is now. */
export function takeIfOpen(desk: Desk, answer: Answer<NonNullable<ConsoleState['thread']>>): void {
  if (answer.ok && desk.store.get().openId === answer.value.conversationId) takeThread(desk, answer.value);
}

/** Replies that have not come back as an activity: the same one is shown once. */
export function stillUnsent(
  unsent: ConsoleState['unsent'],
  activities: readonly Activity[],
): ConsoleState['unsent'] {
  const committed = new Set(activities.map(({ channelData }) => channelData.clientMessageId));
  return unsent.filter(({ clientMessageId }) => !committed.has(clientMessageId));
}
