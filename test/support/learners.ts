import { DEMO_SECRETS } from '../../src/app/config.ts';
import { signLearnerToken } from '../../src/identity/token.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import type { Database } from '../../src/kernel/db/database.ts';
import { newId } from '../../src/kernel/id.ts';

/** A learner who is signed in. */
export interface SignedIn {
  readonly learnerId: string;
  readonly token: string;
}

const MONTH_MS = 30 * 86_400_000;
const ROWS_AT_ONCE = 500;

/**
 * Writes learners who have been with the host platform for a month and signs them in without asking a server: for
 * crowds of which each member buys a little, as people do.
 */
export async function addLearners(db: Database, count: number): Promise<SignedIn[]> {
  const clock = systemClock();
  const joinedAtMs = clock.wallMs() - MONTH_MS;
  const ids = Array.from({ length: count }, () => newId('lrn'));
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const rows = ids.slice(from, from + ROWS_AT_ONCE).map((learnerId) => ({
      learnerId,
      hostUserId: learnerId,
      hostUserKey: `test:${learnerId}`,
      displayName: null,
      isGuest: 0,
      mergedIntoLearnerId: null,
      livemode: 0,
      createdAtMs: joinedAtMs,
      updatedAtMs: joinedAtMs,
    }));
    await db.query.insertInto('learner').values(rows).execute();
  }
  const deps = { clock, livemode: false, tokenKeys: [{ kid: 'demo-1', secret: DEMO_SECRETS.token }] };
  const signIn = async (learnerId: string): Promise<SignedIn> => {
    const { token } = await signLearnerToken(deps, { learnerId, isGuest: false });
    return { learnerId, token };
  };
  return Promise.all(ids.map(signIn));
}

/** Writes a thread of each learner's, in which nothing was said yet. */
export async function addThreads(db: Database, learners: readonly SignedIn[]): Promise<string[]> {
  const nowMs = systemClock().wallMs();
  const rows = learners.map(({ learnerId }) => ({
    conversationId: newId('conv'),
    learnerId,
    language: 'zh',
    surface: 'web',
    owner: 'bot',
    ownerId: null,
    lastSeq: 0,
    livemode: 0,
    channel: 'web',
    status: 'open',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await db.query
      .insertInto('conversation')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
  return rows.map(({ conversationId }) => conversationId);
}
