import { createHash, randomBytes } from 'node:crypto';
import type { Queries, Tx } from '../../kernel/db/database.ts';
import type { HouseKey } from '../../kernel/derive-key.ts';
import { createSeal } from '../../kernel/seal.ts';
import type { PersonalDataDeps } from './deps.ts';

const KEY_BYTES = 32;

interface Place {
  readonly learnerId: string;
  /** The row it stands in: sealed text that is moved elsewhere does not open. */
  readonly place: string;
}

/** Encrypts personal data under the learner's own key, which is made when it is first needed (M8). */
export async function sealForLearner(
  deps: Pick<PersonalDataDeps, 'seal' | 'clock'>,
  tx: Tx,
  { learnerId, place, text }: Place & { readonly text: string },
): Promise<string> {
  const secret = randomBytes(KEY_BYTES).toString('base64url');
  const sealedKey = deps.seal.seal(secret, placeOf(learnerId));
  await tx
    .insertInto('learner_key')
    .values({ learnerId, sealedKey, createdAtMs: deps.clock.wallMs() })
    .onConflict((conflict) => conflict.column('learnerId').doNothing())
    .execute();
  const key = await keyOf(deps, tx, learnerId);
  if (key === null) throw new Error('the learner’s key was thrown away in between');
  return createSeal([key]).seal(text, place);
}

/** The text again; null once the key it was sealed with was thrown away. Throws when it was changed or moved. */
export async function openForLearner(
  deps: Pick<PersonalDataDeps, 'seal'>,
  db: Queries,
  { learnerId, place, sealed }: Place & { readonly sealed: string },
): Promise<string | null> {
  const key = await keyOf(deps, db, learnerId);
  if (key === null || !sealed.startsWith(`${key.kid}:`)) return null;
  return createSeal([key]).open(sealed, place);
}

/** Throws the key away: whatever was sealed with it is forgotten. */
export async function forgetLearnerKey(tx: Tx, learnerId: string): Promise<void> {
  await tx.deleteFrom('learner_key').where('learnerId', '=', learnerId).execute();
}

async function keyOf(
  deps: Pick<PersonalDataDeps, 'seal'>,
  db: Queries,
  learnerId: string,
): Promise<HouseKey | null> {
  const row = await db
    .selectFrom('learner_key')
    .select('sealedKey')
    .where('learnerId', '=', learnerId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const secret = deps.seal.open(row.sealedKey, placeOf(learnerId));
  return { kid: createHash('sha256').update(secret).digest('hex').slice(0, 12), secret };
}

const placeOf = (learnerId: string): string => `learner_key:${learnerId}`;
