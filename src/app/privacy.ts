import {
  type AttachmentDeps,
  eraseConversations,
  exportConversations,
  forgetService,
  maskSensitive,
} from '../bot/index.ts';
import {
  exportPurchases,
  forgetBuyer,
  forgetRecipient,
  type InvoiceDeps,
  invoicesOf,
  PURCHASES,
  requireNothingUnderWay,
} from '../checkout/index.ts';
import { exportProfile, forgetLearner, idsOfLearner, type PersonalDataDeps } from '../identity/index.ts';
import { appendAudit } from '../kernel/audit/append-audit.ts';
import { limits } from '../kernel/limits.ts';
import type { Subscription } from '../kernel/outbox.ts';
import { type RateLimit, takeTurn } from '../kernel/rate-limit.ts';
import { createSeal } from '../kernel/seal.ts';
import { forgetInterests } from '../recommend/index.ts';
import type { Config } from './config.ts';
import type { Kernel } from './open-kernel.ts';

/** What learners' own data needs of every domain. */
export type PrivacyDeps = PersonalDataDeps &
  InvoiceDeps &
  Pick<AttachmentDeps, 'files' | 'broadcast'> & {
    /** How often a learner may have everything read. */
    readonly exportLimit: RateLimit;
  };

export function privacyOf(
  kernel: Kernel,
  { files }: Pick<AttachmentDeps, 'files'>,
  config: Config,
): PrivacyDeps {
  return {
    ...kernel,
    files,
    seal: createSeal(config.HOUSE_SECRETS),
    houseKeys: config.HOUSE_SECRETS,
    maskText: maskSensitive,
    exportLimit: kernel.rateLimits('data_exports', { perMinute: limits.dataExportsPerMinuteMax }),
  };
}

/**
 * Everything kept about a learner as one JSON document, piece by piece, so that a long history never stands in memory.
 * Audited first. Throws `rate_limited`.
 */
export async function exportMyData(deps: PrivacyDeps, learnerId: string): Promise<AsyncGenerator<string>> {
  await takeTurn(deps.exportLimit, learnerId);
  await deps.db.transact((tx) =>
    appendAudit(deps, tx, {
      action: 'personal_data.exported',
      actor: `learner:${learnerId}`,
      subjectId: learnerId,
    }),
  );
  return piecesOf(deps, learnerId);
}

async function* piecesOf(deps: PrivacyDeps, learnerId: string): AsyncGenerator<string> {
  const db = deps.db.query;
  const profile = await exportProfile(db, learnerId);
  yield `{"exportedAtMs":${deps.clock.wallMs()},"profile":${JSON.stringify(profile)}`;
  yield ',"conversations":[';
  yield* listed(exportConversations(db, learnerId));
  for (const part of PURCHASES) {
    yield `],"${part}":[`;
    yield* listed(exportPurchases(db, { learnerId, part }));
  }
  yield `],"invoices":${JSON.stringify(await invoicesOf(deps, learnerId))}}`;
}

async function* listed(things: AsyncIterable<unknown>): AsyncGenerator<string> {
  let comma = '';
  for await (const thing of things) {
    yield comma + JSON.stringify(thing);
    comma = ',';
  }
}

/**
 * Deletes what a learner said and who they are; orders, payments and the ledger stay, with a pseudonym (M8). The identity
 * goes at once; transcripts and files follow in slices, here or, after a crash, by `learner.erased`. Throws `erasure_waits`.
 */
export async function eraseMyData(deps: PrivacyDeps, learnerId: string): Promise<void> {
  const learnerIds = await idsOfLearner(deps.db.query, learnerId);
  await deps.db.transact(async (tx) => {
    await requireNothingUnderWay(tx, learnerId);
    await forgetInterests(tx, learnerIds);
    await forgetBuyer(tx, learnerId);
    await forgetRecipient(tx, learnerId);
    await forgetService(tx, learnerId);
    await forgetLearner(deps, tx, learnerId);
  });
  await eraseConversations(deps, learnerId);
}

/** Brings an erasure that a crash cut short to its end; run again it finds nothing. */
export function finishErasures(deps: PrivacyDeps): Subscription {
  return {
    name: 'app.finish_erasures',
    types: ['learner.erased'],
    handle: async ({ learnerId }) => {
      const profile = learnerId ? await exportProfile(deps.db.query, learnerId) : null;
      // What was begun since is another story.
      if (profile?.erasedAtMs) await eraseConversations(deps, profile.learnerId, profile.erasedAtMs);
    },
  };
}
