import type { SessionView } from '../../src/identity/wire.ts';
import { type OpenSessionBody, openSession } from '../ui/api.ts';
import { deviceIdName } from '../ui/device-id.ts';
import { type Answer, networkRefusal } from '../ui/http.ts';
import type { ChatDeps } from './deps.ts';
import type { HostAnswer } from './host.ts';
import { emptyThread } from './state.ts';

/** What survives the learner: the language is the browser's, not the account's. */
const keptOverAccounts = ['language', deviceIdName];

const renewBeforeMs = 60_000;

/** The session held in this browser, or null. */
export function heldSession(deps: Pick<ChatDeps, 'keep'>): SessionView | null {
  return deps.keep.read<SessionView>('session');
}

/** The server did not take the held token: the next entry asks for a new one. */
export function distrustSession(deps: ChatDeps): void {
  const held = heldSession(deps);
  if (held) deps.keep.write('session', { ...held, expiresAtMs: 0 });
}

/**
 * Opens the session of whoever the host page says is there. The answer's learner is put into the state; when it is
 * another person than before, everything of the former one is dropped first (C6).
 */
export async function establishSession(deps: ChatDeps): Promise<Answer<SessionView>> {
  const held = heldSession(deps);
  const host = await deps.host.ask('token');
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
  const held = former(session, heldSession(deps)?.learner);
  const shown = former(session, deps.store.get().learner);
  if (held && !held.isGuest) forgetLearner(deps);
  // Another tab has emptied the browser's store already; what it keeps there now is the new learner's.
  else if (shown && !shown.isGuest) deps.store.set(emptyThread);
  else if (held || shown) {
    // A guest who signs in stays the same person: the thread is read again, what was begun goes on.
    const { unsent, sheet } = deps.store.get();
    deps.store.set({ ...emptyThread, unsent, sheet });
  }
  deps.keep.write('session', session);
  deps.store.set({ learner: session.learner });
  return { ok: true, value: session };
}

/** The learner who was there before, when it was another one. */
function former(session: SessionView, before: SessionView['learner'] | null | undefined) {
  return before && before.learnerId !== session.learner.learnerId ? before : null;
}

/** Drops everything of the learner from this browser. */
export function forgetLearner(deps: ChatDeps): void {
  for (const name of deps.keep.names('')) {
    if (!keptOverAccounts.includes(name)) deps.keep.remove(name);
  }
  deps.store.set(emptyThread);
}
