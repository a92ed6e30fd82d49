import { createHash } from 'node:crypto';
import { signServerToken } from './host-token.ts';
import type { DemoLearner } from './learners.ts';

/** Whether a learner may open a piece of content, as Tilltalk says; `unknown` when it does not answer. */
export type Access =
  | { readonly status: 'granted'; readonly entitlementId: string }
  | { readonly status: 'none' | 'unknown' };

/** Where Tilltalk is and what proves that the platform's own server asks. */
export interface TilltalkServer {
  readonly tilltalkUrl: string;
  readonly hostSecret: string;
  readonly nowMs: () => number;
}

/** A page has to stand also while Tilltalk is away. */
const answerWithinMs = 2_000;

/** Asks Tilltalk what the learner has. Never throws. */
export async function readAccess(
  server: TilltalkServer,
  learner: DemoLearner,
  externalId: string,
): Promise<Access> {
  const query = new URLSearchParams({ hostUserId: learner.hostUserId });
  const answer = await callTilltalk(server, `/v1/host/entitlements?${query}`);
  if (answer === null) return { status: 'unknown' };
  const { entitlements } = answer as { entitlements: { entitlementId: string; externalId: string }[] };
  const owned = entitlements.find((entitlement) => entitlement.externalId === externalId);
  return owned ? { status: 'granted', entitlementId: owned.entitlementId } : { status: 'none' };
}

/** Reports that the learner began: what is opened can no longer be refunded. False when Tilltalk did not take it. */
export async function reportOpened(
  server: TilltalkServer,
  learner: DemoLearner,
  entitlementId: string,
): Promise<boolean> {
  // The same opening has the same number, however often it is reported.
  const seed = `${learner.hostUserId} ${entitlementId}`;
  const reportId = `opened_${createHash('sha256').update(seed).digest('hex').slice(0, 32)}`;
  const body = { reportId, kind: 'opened', occurredAtMs: server.nowMs() };
  const path = `/v1/entitlements/${encodeURIComponent(entitlementId)}/usage`;
  return (await callTilltalk(server, path, body)) !== null;
}

/** Null when there is no answer, or none that can be used. */
async function callTilltalk(server: TilltalkServer, path: string, body?: object): Promise<unknown> {
  const token = signServerToken(server.hostSecret, server.nowMs());
  try {
    const response = await fetch(new URL(path, server.tilltalkUrl), {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
