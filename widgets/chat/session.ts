import type { SessionView } from '../../src/identity/wire.ts';
import { type OpenSessionBody, openSession } from '../ui/api.ts';
import { deviceIdName } from '../ui/device-id.ts';
import { type Answer, networkRefusal } from '../ui/http.ts';
import type { ChatDeps } from './deps.ts';
import type { HostAnswer } from './host.ts';
import { keepMessage } from './outbox.ts';
import { emptyThread } from './state.ts';

/** What survives the learner: the language is the browser's, not the account's. */
export const keptOverAccounts = ['language', deviceIdName];

const renewBeforeMs = 60_000;

/** The session of this page, else the one it finds in the browser, or null. */
export function heldSession({ store, keep }: ChatDeps): SessionView | null {
  return store.get().session ?? keep.read<SessionView>('session');
}

/** The server did not take the held token: the next entry asks for a new one. */
export function distrustSession(deps: ChatDeps): void {
  const held = heldSession(deps);
  if (held) deps.store.set({ session: { ...held, expiresAtMs: 0 } });
}

/**
 * Opens the session of whoever the host page says is there. The answer's learner is put into the state; when it is
 * another person than before, everything of the former one is dropped first (C6).
 */
export async function establishSession(deps: ChatDeps): Promise<Answer<SessionView>> {
  const host = await deps.host.ask('token');
  const held = startOf(deps, host);
  const kept = held && keptSession(deps, held, host);
  if (kept) return kept.ok ? adopt(deps, held) : kept;
  let answer: Answer<SessionView> | null = null;
  for (const body of waysIn(held, host.value)) {
    answer = await openSession({ ...body, language: deps.store.get().language });
    if (answer.ok) return adopt(deps, answer.value);
    if (answer.status !== 400 && answer.status !== 401) return answer;
  }
  return answer ?? Promise.reject(new Error('a session can always be asked for'));
}

/** Where to begin: while nobody is at the host page, with the guest whom all tabs share. */
function startOf(deps: ChatDeps, host: HostAnswer): SessionView | null {
  const held = heldSession(deps);
  const shared = deps.keep.shared.read<SessionView>('session');
  const isNobody = host.ok && host.value === null;
  const joins = isNobody && shared?.learner.isGuest && shared.learner.learnerId !== held?.learner.learnerId;
  return joins ? shared : held;
}

/** The held session when it may simply go on, a refusal when it is not known who is there, else null. */
function keptSession(deps: ChatDeps, held: SessionView, host: HostAnswer): Answer<SessionView> | null {
  const { isGuest } = held.learner;
  const isFresh = held.expiresAtMs - deps.nowMs() > renewBeforeMs;
  // The host page could not say who is there: whoever was there stays, rather than losing their thread.
  if (!host.ok && !isFresh && !isGuest) return networkRefusal;
  const maySkip = !host.ok || (isGuest && host.value === null);
  return isFresh && maySkip ? { ok: true, value: held } : null;
}

/** What to try in turn: a token that is no longer taken must not keep anybody from asking a question. */
function waysIn(held: SessionView | null, hostToken: string | null): OpenSessionBody[] {
  const host = hostToken === null ? {} : { hostToken };
  const guest = held?.learner.isGuest ? { guestToken: held.token } : {};
  return [{ ...host, ...guest }, host, {}];
}

function adopt(deps: ChatDeps, session: SessionView): Answer<SessionView> {
  const { store, keep } = deps;
  const { learner } = session;
  stepAside(deps);
  const before = heldSession(deps)?.learner;
  const isOther = before && before.learnerId !== learner.learnerId;
  if (isOther && !before.isGuest) forgetLearner(deps);
  else if (isOther) {
    // A guest who signs in stays the same person: the thread is read again, what was begun goes on.
    const { unsent, sheet } = store.get();
    store.set({ ...emptyThread, unsent, sheet });
  }
  const inTabs = keep.shared.read<SessionView>('session')?.learner.learnerId;
  const isAlone = inTabs !== undefined && inTabs !== learner.learnerId && inTabs !== before?.learnerId;
  store.set({ session, learner });
  keepIn(deps, isAlone);
  return { ok: true, value: session };
}

/**
 * When another page has put somebody else into the store that all share, this one keeps its own learner in its tab,
 * until its host page says who is there: each page has its own identity (C6). False when there is nobody else.
 */
export function stepAside(deps: ChatDeps): boolean {
  const { session } = deps.store.get();
  const held = deps.keep.read<SessionView>('session');
  if (!session || !held || held.learner.learnerId === session.learner.learnerId) return false;
  keepIn(deps, true);
  return true;
}

/** Keeps the session in the tab's own store or in that of all, along with what was begun when that is another one. */
function keepIn({ keep, store }: ChatDeps, own: boolean): void {
  const isMoved = keep.useOwn(own);
  const { session, unsent, sheet } = store.get();
  keep.write('session', session);
  if (!isMoved) return;
  for (const message of unsent) keepMessage(keep, message);
  if (sheet) keep.write('sheet', sheet);
}

/** Drops everything of the page's learner from where it is kept. */
export function forgetLearner(deps: ChatDeps): void {
  for (const name of deps.keep.names('')) {
    if (!keptOverAccounts.includes(name)) deps.keep.remove(name);
  }
  deps.store.set({ ...emptyThread, session: null });
}
