import { hasOneWriter, type Queries, type Tx } from '../kernel/db/database.ts';
import { insertRow, prepared } from '../kernel/db/prepared.ts';
import { DomainError, kernelErrors } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { CheckoutDeps } from './deps.ts';
import { type IdempotencyProfile, ietfProfile } from './idempotency/profiles.ts';

/** The key of one wish: scope is identity + operation. */
export interface IdempotentRequest {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  /** Whose rules hold; ours of `/v1` when absent. */
  readonly profile?: IdempotencyProfile;
}

/** What a request answered, kept to be given again. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface GivenAnswer extends Answer {
  /** True when it is the first answer given again. */
  readonly replayed: boolean;
}

/** `claimed`: do it. `resumed`: an earlier run of it broke off; find out how far it came. `answered`: give that again. */
export type Claim =
  | { readonly outcome: 'claimed' | 'resumed' }
  | { readonly outcome: 'answered'; readonly answer: GivenAnswer };

type ClaimDeps = Pick<CheckoutDeps, 'clock' | 'processId' | 'sharedDatabase'>;

/**
 * Claims an idempotency key inside the transaction of the first write. Throws the profile's `reused` for another
 * input and its `running` while the first request runs (M3).
 */
export async function claimKey(deps: ClaimDeps, tx: Tx, request: IdempotentRequest): Promise<Claim> {
  const nowMs = deps.clock.wallMs();
  const running = { holder: deps.processId, lockedUntilMs: nowMs + limits.idempotencyLockMs };
  const { profile = ietfProfile, ...named } = request;
  const inserted = await insertUnlessKnown(tx, { ...named, ...running, createdAtMs: nowMs });
  if (inserted.length === 1) return { outcome: 'claimed' };

  const known = await tx
    .selectFrom('idempotency_key')
    .selectAll()
    .where('scope', '=', request.scope)
    .where('key', '=', request.key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (known.fingerprint !== request.fingerprint) throw new DomainError(profile.reused);
  if (known.state === 'done') {
    const answer = { status: known.statusCode ?? 200, body: JSON.parse(known.responseBody ?? 'null') };
    return { outcome: 'answered', answer: { ...answer, replayed: true } };
  }
  if (isAlive(deps, known, nowMs)) {
    throw new DomainError(profile.running, { retryAfterSeconds: 1 });
  }
  await tx
    .updateTable('idempotency_key')
    .set(running)
    .where('scope', '=', request.scope)
    .where('key', '=', request.key)
    .execute();
  return { outcome: 'resumed' };
}

interface NewKey extends Omit<IdempotentRequest, 'profile'> {
  readonly holder: string;
  readonly lockedUntilMs: number;
  readonly createdAtMs: number;
}

const insertUnlessKnown = prepared((db, row: NewKey) =>
  db
    .insertInto('idempotency_key')
    .values({
      scope: row.scope,
      key: row.key,
      fingerprint: row.fingerprint,
      holder: row.holder,
      lockedUntilMs: row.lockedUntilMs,
      createdAtMs: row.createdAtMs,
      state: 'running',
      statusCode: null,
      responseBody: null,
    })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
    .returning('state'),
);

/** Whoever held the key is gone when it was an earlier life of the only process there is. */
function isAlive(deps: ClaimDeps, known: { holder: string; lockedUntilMs: number }, nowMs: number): boolean {
  if (known.holder !== deps.processId && !deps.sharedDatabase) return false;
  return known.lockedUntilMs > nowMs;
}

/** Keeps the answer; from now on the key gives it again. */
export async function keepAnswer(tx: Tx, request: IdempotentRequest, answer: Answer): Promise<void> {
  const { scope, key } = request;
  await finish(tx, { scope, key, statusCode: answer.status, responseBody: JSON.stringify(answer.body) });
}

const finish = prepared((db, to: { scope: string; key: string; statusCode: number; responseBody: string }) =>
  db
    .updateTable('idempotency_key')
    .set({ state: 'done', statusCode: to.statusCode, responseBody: to.responseBody })
    .where('scope', '=', to.scope)
    .where('key', '=', to.key),
);

/** Gives the key free after a failure that did nothing: a 5xx is never kept. */
export async function releaseKey(db: Queries, request: IdempotentRequest): Promise<void> {
  await db
    .deleteFrom('idempotency_key')
    .where('scope', '=', request.scope)
    .where('key', '=', request.key)
    .where('state', '=', 'running')
    .execute();
}

/**
 * Runs work that needs one transaction under a key: the key, the business write and the answer are committed
 * together, so a refusal or crash leaves neither. A profile may want failures given again: those are kept apart, after
 * the work was undone.
 */
export async function runOnce(
  deps: Pick<CheckoutDeps, 'db'> & ClaimDeps,
  request: IdempotentRequest,
  work: (tx: Tx) => Promise<Answer>,
): Promise<GivenAnswer> {
  try {
    return await deps.db.transact(async (tx) => {
      if (hasOneWriter(tx) && !(await isKnown(tx, request))) return answerAlone(deps, tx, { request, work });
      const claim = await claimKey(deps, tx, request);
      if (claim.outcome === 'answered') return claim.answer;
      const answer = await work(tx);
      await keepAnswer(tx, request, answer);
      return { ...answer, replayed: false };
    });
  } catch (error) {
    if (request.profile?.failures !== 'given_again' || error instanceof DomainError) throw error;
    return keepFailure(deps, request);
  }
}

/** Where nobody else writes meanwhile, a new key need not be claimed before the work: its row is written once. */
async function answerAlone(
  deps: ClaimDeps,
  tx: Tx,
  { request, work }: { request: IdempotentRequest; work: (tx: Tx) => Promise<Answer> },
): Promise<GivenAnswer> {
  const nowMs = deps.clock.wallMs();
  const answer = await work(tx);
  const { profile: _, ...named } = request;
  await insertRow(tx, 'idempotency_key', {
    ...named,
    ...{ holder: deps.processId, lockedUntilMs: nowMs, createdAtMs: nowMs },
    ...{ state: 'done', statusCode: answer.status, responseBody: JSON.stringify(answer.body) },
  });
  return { ...answer, replayed: false };
}

async function isKnown(tx: Tx, { scope, key }: IdempotentRequest): Promise<boolean> {
  return (await keyNamed(tx, { scope, key })).length > 0;
}

const keyNamed = prepared((db, { scope, key }: Pick<IdempotentRequest, 'scope' | 'key'>) =>
  db.selectFrom('idempotency_key').select('state').where('scope', '=', scope).where('key', '=', key),
);

/** The first failure is the answer of the key, whatever a later run might have come to. */
function keepFailure(
  deps: Pick<CheckoutDeps, 'db'> & ClaimDeps,
  request: IdempotentRequest,
): Promise<GivenAnswer> {
  return deps.db.transact(async (tx) => {
    const claim = await claimKey(deps, tx, request);
    if (claim.outcome === 'answered') return claim.answer;
    const { status, code, title } = kernelErrors.internal_error;
    const answer = { status, body: { status, code, title } };
    await keepAnswer(tx, request, answer);
    return { ...answer, replayed: false };
  });
}

/** Removes keys older than the retention (≥ 24 h, documented as 48 h). Returns how many. */
export async function forgetKeys(deps: Pick<CheckoutDeps, 'db' | 'clock'>): Promise<number> {
  const result = await deps.db.query
    .deleteFrom('idempotency_key')
    .where('createdAtMs', '<', deps.clock.wallMs() - limits.idempotencyRetentionMs)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
