import { type BuyerFacts, findLearner } from '../../identity/index.ts';
import type { Language, Surface } from '../../identity/wire.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { checkoutErrors } from '../errors.ts';
import type { CheckoutView } from '../wire.ts';
import { startCheckout } from './start-checkout.ts';

export interface OpenForTurn {
  readonly learnerId: string;
  readonly conversationId: string;
  /** What the learner said: the same words twice open one checkout. */
  readonly turnActivityId: string;
  /** What was shown, at the price that was shown. */
  readonly line: { readonly productId: string; readonly priceId: string; readonly impressionId: string };
  readonly currency: string;
  readonly amountMinor: number;
  readonly surface: Surface;
  readonly language: Language;
}

/**
 * Opens a checkout that a learner asked for in words, where no button of ours can be pressed. At the catalogue's price
 * of this moment (M9): one that has changed since it was shown is what the learner then sees. Throws
 * `identity_required` for a guest, `product_not_found`, `currency_not_offered`, `not_sold_here`, `age_required`,
 * `already_owned`, `sold_out`.
 */
export async function openForTurn(deps: CheckoutDeps, command: OpenForTurn): Promise<CheckoutView> {
  const learner = await findLearner(deps.db.query, command.learnerId);
  if (learner === undefined || learner.isGuest === 1) throw new DomainError(checkoutErrors.identity_required);
  try {
    return await open(deps, { ...command, buyer: learner });
  } catch (error) {
    const changed = error instanceof DomainError ? priceNow(error) : undefined;
    if (changed === undefined) throw error;
    const { priceId, amountMinor } = changed;
    return open(deps, { ...command, line: { ...command.line, priceId }, amountMinor, buyer: learner });
  }
}

async function open(
  deps: CheckoutDeps,
  command: OpenForTurn & { readonly buyer: BuyerFacts },
): Promise<CheckoutView> {
  const { country, ageYears } = command.buyer;
  const { learnerId, conversationId, turnActivityId, line, currency, amountMinor } = command;
  const { surface, language } = command;
  const answer = await startCheckout(deps, {
    // Of whom we do not know the browser, we do not know their account in WeChat either.
    caller: { learnerId, isGuest: false, wechatOpenid: null, expiresAtMs: 0, country, ageYears },
    key: `${turnActivityId}:${line.priceId}:${amountMinor}`,
    isShownInTurn: true,
    body: {
      lines: [line],
      currency,
      expectedTotalMinor: amountMinor,
      surface,
      language,
      conversationId,
    },
  });
  return answer.body as CheckoutView;
}

function priceNow({ code, extensions }: DomainError): { priceId: string; amountMinor: number } | undefined {
  if (code !== checkoutErrors.price_changed.code) return undefined;
  const { lines } = extensions as { lines: readonly { priceId: string; amountMinor: number }[] };
  return lines[0];
}
