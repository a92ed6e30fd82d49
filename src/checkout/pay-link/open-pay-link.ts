import { createHash } from 'node:crypto';
import type { Tx } from '../../kernel/db/database.ts';
import { insertRowUnlessKnown } from '../../kernel/db/prepared.ts';
import type { PayLinkUse } from '../../kernel/db/tables.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import { lockSession, type Session } from '../session/store.ts';
import type { OpenedPayLink, OpenPayLinkBody } from '../wire.ts';
import { type PayLink, readPayLink } from './pay-link.ts';

export interface PayLinkDeps extends Pick<CheckoutDeps, 'db' | 'clock' | 'returnSecret' | 'livemode'> {
  /** Signs what the page acts by: for this checkout and nothing else of its learner's. */
  signPass(pass: {
    readonly learnerId: string;
    readonly thingId: string;
    readonly ttlMs: number;
  }): Promise<{ readonly token: string; readonly expiresAtMs: number }>;
}

/**
 * Opens a link to pay: the tab that does so first gets a pass for its checkout, also when it asks again because the
 * answer was lost; nobody else does. The checkout is shown for that browser from then on. Throws `not_found`, `pay_link_ended`, `pay_link_used`.
 */
export async function openPayLink(
  deps: PayLinkDeps,
  { token, ...by }: OpenPayLinkBody & { readonly token: string },
): Promise<OpenedPayLink> {
  const link = readPayLink(deps.returnSecret, token);
  if (link === null) throw new DomainError(kernelErrors.not_found);
  const session = await deps.db.transact((tx) => takeLink(deps, tx, { link, ...by }));
  const { checkoutId, learnerId, language } = session;
  const pass = await deps.signPass({ learnerId, thingId: checkoutId, ttlMs: limits.payPassTtlMs });
  return { checkoutId, language, ...pass };
}

async function takeLink(
  deps: PayLinkDeps,
  tx: Tx,
  { link, surface, openerKey }: OpenPayLinkBody & { readonly link: PayLink },
): Promise<Session> {
  const { checkoutId, linkId, expiresAtMs } = link;
  const nowMs = deps.clock.nowMs();
  if (expiresAtMs <= nowMs) throw new DomainError(checkoutErrors.pay_link_ended);
  const session = await lockSession(tx, checkoutId);
  if (session === undefined || session.livemode !== (deps.livemode ? 1 : 0)) {
    throw new DomainError(kernelErrors.not_found);
  }
  // A link that has ended is refused by itself, so that it was used need not be remembered longer.
  await tx.deleteFrom('pay_link_use').where('expiresAtMs', '<=', nowMs).execute();
  if (!(await isFirstOpener(tx, { linkId, checkoutId, expiresAtMs, openerKey: keyHash(openerKey) }))) {
    throw new DomainError(checkoutErrors.pay_link_used);
  }
  if (session.status === 'open' && session.surface !== surface) {
    await tx.updateTable('checkout_session').set({ surface }).where('checkoutId', '=', checkoutId).execute();
  }
  return session;
}

/** Whether nobody, or this very opener, opened the link before. */
async function isFirstOpener(tx: Tx, use: PayLinkUse): Promise<boolean> {
  if (await insertRowUnlessKnown(tx, 'pay_link_use', use)) return true;
  const known = await tx
    .selectFrom('pay_link_use')
    .select('openerKey')
    .where('linkId', '=', use.linkId)
    .executeTakeFirst();
  return known?.openerKey === use.openerKey;
}

function keyHash(openerKey: string): string {
  return createHash('sha256').update(openerKey).digest('base64url');
}
