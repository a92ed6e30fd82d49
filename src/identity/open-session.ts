import type { Tx } from '../kernel/db/database.ts';
import type { Learner } from '../kernel/db/tables.ts';
import type { IdentityDeps } from './deps.ts';
import { pseudonymsOf } from './privacy/pseudonym.ts';
import {
  findLearner,
  findLearnerByHostKey,
  hostUserKeyOf,
  knowAgain,
  mergeGuest,
  saveLearner,
  updateLearner,
} from './store.ts';
import { type HostIdentity, signLearnerToken, verifyHostToken, verifyLearnerToken } from './token.ts';
import type { BuyerFacts, Caller } from './types.ts';
import type { OpenSessionBody, SessionView } from './wire.ts';

/**
 * Opens a widget's session: for the learner whom the host platform names, else for a guest. A guest's token that
 * comes along is renewed, or, at sign-in, its conversations move to the learner (C6).
 * Throws `host_token_refused`.
 */
export async function openSession(deps: IdentityDeps, body: OpenSessionBody): Promise<SessionView> {
  const host = body.hostToken === undefined ? undefined : await verifyHostToken(deps, body.hostToken);
  const guest = body.guestToken === undefined ? undefined : await guestOf(deps, body.guestToken);
  const learner =
    host === undefined
      ? ((await presentGuest(deps, guest)) ?? (await addGuest(deps)))
      : await signIn(deps, host, guest);
  const isGuest = learner.isGuest === 1;
  const { token, expiresAtMs } = await signLearnerToken(deps, {
    learnerId: learner.learnerId,
    isGuest,
    wechatOpenid: host?.wechatOpenid ?? null,
    signedInAtMs: host?.signedInAtMs ?? null,
    emailDomain: host?.emailDomain ?? null,
    country: learner.country,
    ageYears: learner.ageYears,
  });
  return {
    token,
    expiresAtMs,
    learner: { learnerId: learner.learnerId, isGuest, displayName: learner.displayName },
  };
}

/** A guest token that is not valid any more is worth a new guest, not an error. */
async function guestOf(deps: IdentityDeps, token: string): Promise<Caller | undefined> {
  const caller = await verifyLearnerToken(deps, token).catch(() => undefined);
  return caller?.isGuest === true ? caller : undefined;
}

/** A guest who has signed in is a learner now; what comes after on this device begins anew. */
async function presentGuest(deps: IdentityDeps, guest: Caller | undefined): Promise<Learner | undefined> {
  if (guest === undefined) return undefined;
  const learner = await findLearner(deps.db.query, guest.learnerId);
  return learner?.mergedIntoLearnerId === null ? learner : undefined;
}

async function addGuest(deps: IdentityDeps): Promise<Learner> {
  const guest = newLearner(deps, { hostUserId: null, displayName: null });
  await deps.db.transact((tx) => saveLearner(tx, guest));
  return guest;
}

async function signIn(deps: IdentityDeps, host: HostIdentity, guest: Caller | undefined): Promise<Learner> {
  return deps.db.transact(async (tx) => {
    const learner = await knownOrNew(deps, tx, host);
    if (guest === undefined) return learner;
    const merge = { guestId: guest.learnerId, learnerId: learner.learnerId, nowMs: deps.clock.wallMs() };
    if (await mergeGuest(tx, merge)) await deps.onGuestSignedIn(tx, guest.learnerId, learner.learnerId);
    return learner;
  });
}

async function knownOrNew(deps: IdentityDeps, tx: Tx, host: HostIdentity): Promise<Learner> {
  const fresh = newLearner(deps, host);
  const hostUserKey = fresh.hostUserKey ?? '';
  const pseudonyms = pseudonymsOf(deps.houseKeys, hostUserKey);
  await knowAgain(tx, { ...host, hostUserKey, pseudonyms, nowMs: fresh.createdAtMs });
  await saveLearner(tx, fresh);
  const learner = (await findLearnerByHostKey(tx, hostUserKey)) ?? fresh;
  const { learnerId } = learner;
  const displayName = host.displayName ?? learner.displayName;
  const { vip, country, ageYears } = fresh;
  const isAsKnown =
    learner.displayName === displayName &&
    (learner.vip ?? 0) === (vip ?? 0) &&
    learner.country === country &&
    learner.ageYears === ageYears;
  if (isAsKnown) return learner;
  const changed = { displayName, vip, country, ageYears, updatedAtMs: deps.clock.wallMs() };
  await updateLearner(tx, { learnerId, ...changed });
  return { ...learner, ...changed };
}

function newLearner(
  deps: IdentityDeps,
  who: Pick<Learner, 'hostUserId' | 'displayName'> & Partial<BuyerFacts> & { isVip?: boolean },
): Learner {
  const nowMs = deps.clock.wallMs();
  return {
    learnerId: deps.newId('lrn'),
    hostUserId: who.hostUserId,
    hostUserKey: who.hostUserId === null ? null : hostUserKeyOf(deps.livemode, who.hostUserId),
    displayName: who.displayName,
    isGuest: who.hostUserId === null ? 1 : 0,
    vip: who.isVip ? 1 : null,
    country: who.country ?? null,
    ageYears: who.ageYears ?? null,
    mergedIntoLearnerId: null,
    personalisationOffAtMs: null,
    erasedAtMs: null,
    livemode: deps.livemode ? 1 : 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
