import { ask, focusSearch, goTo, neighbourOf, openConversation } from './actions.ts';
import type { Desk } from './desk.ts';
import type { GlyphName } from './glyph.tsx';
import { passConversation, setPresence } from './handoff-actions.ts';
import { readMore } from './paging.ts';
import { focusReply, focusRow, leaveField, refundableOf, rowsInSight } from './places.ts';
import { isSupervisor } from './roles.ts';
import type { ConsoleState, DialogName } from './state.ts';
import type { ConsoleKey } from './text.ts';
import { viewsOf } from './views.ts';

/** One thing an agent can do, by key, by button and by name. */
export interface Command {
  readonly label: ConsoleKey;
  /** Alone, without a modifier. */
  readonly key: string;
  readonly glyph: GlyphName;
  readonly group: 'groupGo' | 'groupThread' | 'groupMoney' | 'groupDesk';
  may(state: ConsoleState): boolean;
  run(desk: Desk): void;
}

const isOpen = ({ thread }: ConsoleState) => thread !== null;
const isMine = ({ thread }: ConsoleState) => thread?.isMine === true;
const isOwn = (state: ConsoleState) => isMine(state) || (isOpen(state) && isSupervisor(state.staff));
const always = () => true;
export const isWrappingUp = (state: ConsoleState) =>
  isMine(state) && state.thread?.service?.state === 'wrap_up';

const dialog = (
  label: ConsoleKey,
  [key, glyph]: readonly [string, GlyphName],
  { name, group, may }: Pick<Command, 'group' | 'may'> & { name: DialogName },
): Command => ({ label, key, glyph, group, may, run: (desk) => ask(desk, { name }) });

const thread: readonly Command[] = [
  {
    label: 'accept',
    key: 'a',
    glyph: 'check',
    group: 'groupThread',
    may: (state) => state.offers.length > 0 || mayAccept(state),
    run: (desk) => void accept(desk),
  },
  {
    label: 'passOffer',
    key: 'x',
    glyph: 'leave',
    group: 'groupThread',
    may: ({ offers }) => offers.length > 0,
    run: (desk) => {
      const [offer] = desk.store.get().offers;
      if (offer) void passConversation(desk, offer.conversationId, 'pass');
    },
  },
  {
    label: 'writeReply',
    key: 'r',
    glyph: 'send',
    group: 'groupThread',
    may: isMine,
    run: (desk) => write(desk, false),
  },
  {
    label: 'writeNote',
    key: 'n',
    glyph: 'note',
    group: 'groupThread',
    may: isOpen,
    run: (desk) => write(desk, true),
  },
  {
    label: 'resume',
    key: 'u',
    glyph: 'back',
    group: 'groupThread',
    may: isWrappingUp,
    run: (desk) => {
      const { openId } = desk.store.get();
      if (openId !== null) void passConversation(desk, openId, 'resume').then(focusReply);
    },
  },
  dialog('labels', ['l', 'tag'], { name: 'labels', group: 'groupThread', may: isOpen }),
  dialog('snooze', ['z', 'moon'], { name: 'snooze', group: 'groupThread', may: isMine }),
  dialog('transfer', ['t', 'pass'], { name: 'transfer', group: 'groupThread', may: isMine }),
  dialog('finish', ['e', 'check'], { name: 'finish', group: 'groupThread', may: isMine }),
  dialog('takeOver', ['v', 'bolt'], { name: 'takeOver', group: 'groupThread', may: mayTakeOver }),
  dialog('openCase', ['o', 'folder'], { name: 'openCase', group: 'groupThread', may: isOpen }),
];

const money: readonly Command[] = [
  dialog('sendCheckout', ['p', 'cart'], { name: 'checkout', group: 'groupMoney', may: isOwn }),
  dialog('sendCoupon', ['c', 'ticket'], { name: 'coupon', group: 'groupMoney', may: isOwn }),
  dialog('refund', ['f', 'refund'], {
    name: 'refund',
    group: 'groupMoney',
    may: (state) => isOwn(state) && refundableOf(state.details).length > 0,
  }),
];

const desk: readonly Command[] = [
  {
    label: 'nextConversation',
    key: 'j',
    glyph: 'down',
    group: 'groupGo',
    may: always,
    run: (at) => void move(at, 1),
  },
  {
    label: 'previousConversation',
    key: 'k',
    glyph: 'down',
    group: 'groupGo',
    may: always,
    run: (at) => void move(at, -1),
  },
  {
    label: 'focusSearch',
    key: '/',
    glyph: 'search',
    group: 'groupGo',
    may: always,
    run: focusSearch,
  },
  {
    label: 'toggleDetails',
    key: 'd',
    glyph: 'person',
    group: 'groupDesk',
    may: isOpen,
    run: ({ store }) => store.set({ showsDetails: !store.get().showsDetails }),
  },
  {
    label: 'togglePresence',
    key: 'w',
    glyph: 'clock',
    group: 'groupDesk',
    may: ({ me }) => me !== null,
    run: (at) => void setPresence(at, at.store.get().me?.status === 'available' ? 'away' : 'available'),
  },
  {
    label: 'settings',
    key: ',',
    glyph: 'gear',
    group: 'groupDesk',
    may: always,
    run: (at) => goTo(at, 'settings'),
  },
  dialog('keys', ['?', 'help'], { name: 'help', group: 'groupDesk', may: always }),
];

/** The key of a view by its place: 1 to 9, then 0; further ones have none. */
export function keyOfView(at: number): string {
  return '1234567890'[at] ?? '';
}

/** Everything that can be done, in the order it is told. Views have the keys 1 to 9 and 0. */
export function commandsOf(state: ConsoleState): readonly Command[] {
  const views = viewsOf(state.staff).map(
    ({ name, glyph }, at): Command => ({
      label: name,
      key: keyOfView(at),
      glyph,
      group: 'groupGo',
      may: always,
      run: (of) => goTo(of, name),
    }),
  );
  return [...views, ...desk.slice(0, 3), ...thread, ...money, ...desk.slice(3)];
}

export function mayAccept({ thread: open, staff }: ConsoleState): boolean {
  if (open === null || open.handoff.owner !== 'queue') return false;
  const offer = open.service?.offer ?? null;
  return offer === null || offer.staffId === staff?.staffId;
}

export function mayTakeOver(state: ConsoleState): boolean {
  const { thread: open, staff } = state;
  return open !== null && open.handoff.owner === 'agent' && !open.isMine && isSupervisor(staff);
}

/** Takes what is open before the agent, else the first that is offered. */
export async function accept(at: Desk): Promise<void> {
  const state = at.store.get();
  const id = mayAccept(state) ? state.openId : (state.offers[0]?.conversationId ?? null);
  if (id === null) return;
  if (!(await passConversation(at, id, 'accept'))) return;
  if (at.store.get().openId !== id) await openConversation(at, id);
  focusReply();
}

function write(at: Desk, isNote: boolean): void {
  at.store.set({ isNote, showsDetails: false });
  focusReply();
}

/** The next row or the one before; at the end of what was read the list goes on. */
async function move(at: Desk, by: 1 | -1): Promise<void> {
  const rows = rowsInSight();
  const next = neighbourOf(
    rows.map(({ id }) => id),
    at.store.get().openId,
    by,
  );
  if (next === null) {
    if (by === 1 && (await readMore(at))) setTimeout(() => void move(at, by));
    return;
  }
  rows.find(({ id }) => id === next)?.element.focus();
  void openConversation(at, next);
}

/** What a key does where no field has it. True when it did something. */
export function pressKey(at: Desk, key: string): boolean {
  const state = at.store.get();
  if (key === 'Escape') return leave(at);
  const command = commandsOf(state).find((one) => one.key === key && one.may(state));
  command?.run(at);
  return command !== undefined;
}

/** One step out: of the field, of the details, of the thread. Where the list stands beside it, the thread stays. */
function leave(at: Desk): boolean {
  const { openId, showsDetails } = at.store.get();
  if (leaveField()) return true;
  if (openId === null) return false;
  if (showsDetails) at.store.set({ showsDetails: false });
  else if (!focusRow(openId)) void openConversation(at, null);
  return true;
}
