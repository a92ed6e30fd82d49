import { checkoutAttachments } from '../cards.ts';
import type { CheckoutForTurn } from '../deps.ts';
import { formatPrice } from '../text/price.ts';
import { products } from '../text/products.ts';
import { quickReplies } from '../text/talk.ts';
import type { Draft } from '../types.ts';
import type { ProductCard } from '../wire.ts';
import { say } from './say.ts';
import type { Answer, AnswerDeps, Turn } from './types.ts';

/**
 * Opens the checkout of what a learner chose in words, for clients that cannot show ours: its card bears a link to a
 * page where it is paid. Who cannot buy it is told why and what to do.
 */
export async function buyByLink(deps: AnswerDeps, turn: Turn, item: ProductCard): Promise<Answer> {
  const { learnerId, conversationId, activityId: turnActivityId, surface } = turn.message;
  const { language } = turn.understood;
  const opened = await deps.openCheckout({
    ...{ learnerId, conversationId, turnActivityId, surface, language, item },
  });
  if (opened.outcome !== 'opened') return { drafts: [refusal(turn, item, opened.outcome)] };
  const { card } = opened;
  const price = formatPrice({ amountMinor: card.totalMinor, currency: card.currency }, language);
  const isSame = card.totalMinor === item.amountMinor;
  const sentence = (isSame ? products.payByLink : products.payByLinkAnew)(item.title, price);
  return { drafts: [say(turn, sentence, { attachments: checkoutAttachments(card, language) })] };
}

type Unopened = Exclude<CheckoutForTurn['outcome'], 'opened'>;

const SENTENCES = {
  full: products.allTaken,
  gone: products.notOnSale,
  region: products.notSoldHere,
  age: products.forOlder,
} as const;

function refusal(turn: Turn, { title }: ProductCard, why: Unopened): Draft {
  if (why === 'guest') return say(turn, products.signInToBuy);
  if (why === 'owned')
    return say(turn, products.ownedAlready(title), { quickReplies: [quickReplies.content] });
  return say(turn, SENTENCES[why](title), { quickReplies: [quickReplies.others] });
}
