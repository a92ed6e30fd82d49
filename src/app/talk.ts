import {
  type BotSocketsDeps,
  type CheckoutForTurn,
  createEncoderReader,
  createFaqBook,
  type DialogDeps,
  FAQ_ENCODER_FILE,
  type FindingRoutesDeps,
  type Llm,
  type NoticeDeps,
  type OpenCheckoutForTurn,
  type PresenceDeps,
  type RecommendForTurn,
} from '../bot/index.ts';
import {
  type CheckoutDeps,
  checkoutSummaryOf,
  describeCoupon,
  entitlementsOf,
  isReserved,
  listOrders,
  methodsFor,
  openForTurn,
  readPrerequisites,
  receiptOf,
  refundableOrdersOf,
  refundSummaryOf,
  tellPayments,
  viewWallet,
} from '../checkout/index.ts';
import { createRequireStaff } from '../identity/index.ts';
import { DomainError } from '../kernel/errors.ts';
import { formatDecimal } from '../kernel/money.ts';
import {
  findImpression,
  ownQuestions,
  previewProducts,
  type RecommendDeps,
  type RecommendProducts,
  readRequest,
  recommendProducts,
  type Slots,
  tellWithheld,
} from '../recommend/index.ts';

/** Cards of one answer: enough to choose from, few enough to read on a phone. */
const CARDS_PER_TURN = 3;

/** What the bot's dialogs ask of the domains below them. */
export function dialogDeps(
  checkout: CheckoutDeps,
  recommend: RecommendDeps,
  llm: Llm | undefined,
): Omit<DialogDeps, keyof PresenceDeps> {
  return {
    llm,
    recommendProducts: (command) => recommendProducts(recommend, requestOf(command)),
    withheldOf: (ask) => tellWithheld(recommend, ask),
    prerequisitesOf: (productId) => readPrerequisites(checkout, productId),
    openCheckout: (command) => openCheckoutForTurn(checkout, command),
    faq: createFaqBook({ ...checkout, readEncoder: createEncoderReader(FAQ_ENCODER_FILE, checkout.log) }),
    readRequest: async (text) => readRequest(await recommend.shelf.view(), text),
    paymentsOf: (learnerId) => tellPayments(checkout, learnerId),
    describeCoupon: (ask) => describeCoupon(checkout, ask),
    balancesOf: async (learnerId) => (await viewWallet(checkout, { learnerId })).balances,
    waysToPay: (place) =>
      methodsFor({ ...place, wechatOpenid: null }, checkout.gateways).map(({ method, available }) => ({
        method,
        isOpen: available,
      })),
    ordersOf: (learnerId) => listOrders(checkout, learnerId),
    entitlementsOf: (learnerId) => entitlementsOf(checkout, learnerId),
    refundableOrdersOf: (learnerId) => refundableOrdersOf(checkout, learnerId),
  };
}

async function openCheckoutForTurn(
  checkout: CheckoutDeps,
  { item, ...asked }: OpenCheckoutForTurn,
): Promise<CheckoutForTurn> {
  const { productId, priceId, impressionId, currency, amountMinor, title } = item;
  const line = { productId, priceId, impressionId };
  try {
    const view = await openForTurn(checkout, { ...asked, line, currency, amountMinor });
    const { checkoutId, totalMinor, expiresAtMs } = view;
    return { outcome: 'opened', card: { checkoutId, title, currency, totalMinor, expiresAtMs } };
  } catch (error) {
    const outcome = error instanceof DomainError ? NOT_OPENED[error.code] : undefined;
    if (outcome === undefined) throw error;
    return { outcome };
  }
}

const NOT_OPENED: Readonly<Record<string, Exclude<CheckoutForTurn['outcome'], 'opened'>>> = {
  identity_required: 'guest',
  already_owned: 'owned',
  product_not_found: 'gone',
  currency_not_offered: 'gone',
  sold_out: 'full',
  not_sold_here: 'region',
  age_required: 'age',
};

function requestOf({ cheaperThan, ...command }: RecommendForTurn): RecommendProducts {
  return { ...command, slots: belowPrice(command.slots, cheaperThan), limit: CARDS_PER_TURN };
}

/** What the catalogue's pages show of how products are found. */
export function findingDeps(
  checkout: CheckoutDeps,
  recommend: RecommendDeps,
  dialog: DialogDeps,
): FindingRoutesDeps {
  return {
    dialog,
    livemode: checkout.livemode,
    requireStaff: createRequireStaff(checkout),
    previewProducts: (command) => previewProducts(recommend, requestOf(command)),
    ownQuestions: (productId) => ownQuestions(recommend, productId),
  };
}

/** "Cheaper" is a ceiling one minor unit below the price it speaks of. */
function belowPrice(slots: Slots, cheaperThan: RecommendForTurn['cheaperThan']): Slots {
  if (cheaperThan === undefined || cheaperThan.amountMinor === 0) return slots;
  const { currency } = cheaperThan;
  const amount = formatDecimal({ amountMinor: cheaperThan.amountMinor - 1, currency });
  return { ...slots, priceCeiling: { amount, currency } };
}

/** What the notices in a conversation tell of money. */
export function noticeReaders(
  checkout: CheckoutDeps,
): Pick<NoticeDeps, 'receiptOf' | 'describeCheckout' | 'refundNoticeOf' | 'isReserved'> {
  return {
    isReserved: (checkoutId) => isReserved(checkout, checkoutId),
    receiptOf: async (orderId) => {
      const receipt = await receiptOf(checkout, orderId);
      if (receipt === undefined) return null;
      const { learnerId, conversationId, language, lines, ...rest } = receipt;
      return { learnerId, conversationId, language, card: { ...rest, lines: [...lines] } };
    },
    describeCheckout: async (checkoutId) => {
      const summary = await checkoutSummaryOf(checkout, checkoutId);
      if (summary === undefined) return null;
      const { learnerId, conversationId, language, ...card } = summary;
      return { learnerId, conversationId, language, card };
    },
    refundNoticeOf: async (refundId) => {
      const summary = await refundSummaryOf(checkout, refundId);
      if (summary === undefined) return null;
      const { learnerId, conversationId, language, kind: reason, cause, endsAccess, ...card } = summary;
      return {
        learnerId,
        conversationId,
        language,
        cause,
        endsAccess,
        card: { kind: 'refund', reason, ...card },
      };
    },
  };
}

/** Finds what was shown, so that only its own learner can click it. */
export function impressionReader(recommend: RecommendDeps): Pick<BotSocketsDeps, 'findImpression'> {
  return { findImpression: (impressionId) => findImpression(recommend.db.query, impressionId) };
}
