import type { Surface } from '../../identity/wire.ts';
import type { SignalOfChat } from '../history/facts.ts';
import type { JudgePayment } from '../types.ts';
import { DAY_MS, SECOND_MS } from '../windows.ts';
import type { Random } from './random.ts';

/** What happens to a simulated learner. */
export type Happening =
  | {
      readonly what: 'press';
      readonly atMs: number;
      readonly command: Omit<JudgePayment, 'learnerId'>;
      /** Which of the browsers that this learner's account is used from. */
      readonly device: number;
      readonly outcome: 'paid' | 'declined' | 'left';
      readonly isFraud: boolean;
    }
  | { readonly what: 'refund'; readonly atMs: number }
  | { readonly what: 'signal'; readonly atMs: number; readonly kind: SignalOfChat };

export interface Stage {
  readonly random: Random;
  readonly beginMs: number;
  readonly endMs: number;
}

/** Prices in CNY minor units, common ones several times. */
export const prices = [
  990, 1990, 2990, 3900, 4900, 5900, 5900, 6900, 7900, 7900, 8900, 9900, 9900, 12900, 12900,
] as const;
export const dearPrices = [14900, 15900, 19900, 19900, 24900, 25900, 26800, 29900] as const;
export const cheapPrices = [490, 990, 990, 1590, 1990] as const;

type Pace = Pick<JudgePayment, 'messagesCount' | 'firstMessageAtMs' | 'medianGapMs'>;

interface Purchase {
  readonly stage: Stage;
  readonly accountCreatedAtMs: number;
  readonly atMs: number;
  readonly amountMinor: number;
  readonly byCard: number;
  readonly device: number;
  readonly declines: number;
  /** How often the buyer tries again after a decline. */
  readonly triesMax: number;
  readonly pace: (atMs: number) => Pace;
  readonly isFraud: boolean;
  readonly refundChance: number;
}

/** One thing wanted: pressed, perhaps declined and pressed again, perhaps given back days later. */
export function purchase(wanted: Purchase): Happening[] {
  const { random } = wanted.stage;
  const happenings: Happening[] = [];
  const surface: Surface = random.chance(0.55) ? 'mobile_web' : 'web';
  const base = {
    accountCreatedAtMs: wanted.accountCreatedAtMs,
    conversationId: null,
    checkoutId: `co_${Math.floor(random.next() * 1e12)}`,
    productIds: [`prd_${wanted.amountMinor}_${random.whole(1, 8)}`],
    amountMinor: wanted.amountMinor,
    currency: 'CNY',
    surface,
  };
  let atMs = wanted.atMs;
  for (let attempt = 1; attempt <= wanted.triesMax; attempt += 1) {
    const byCard = random.chance(wanted.byCard);
    const command = { ...base, method: byCard ? 'card' : 'wechat_pay', ...wanted.pace(atMs) };
    const outcome = outcomeOf(wanted, byCard);
    const { device, isFraud } = wanted;
    happenings.push({ what: 'press', atMs, command, device, outcome, isFraud });
    if (outcome === 'paid') {
      if (random.chance(wanted.refundChance))
        happenings.push({ what: 'refund', atMs: atMs + random.between(0.2, 6) * DAY_MS });
      break;
    }
    atMs += random.around(40, 0.8) * SECOND_MS;
  }
  return happenings.filter((happening) => happening.atMs < wanted.stage.endMs);
}

/** A code is left unscanned rather than declined; a card is the other way round. */
function outcomeOf({ stage: { random }, declines }: Purchase, byCard: boolean): 'paid' | 'declined' | 'left' {
  if (random.chance(byCard ? declines : declines / 4)) return 'declined';
  return random.chance(byCard ? 0.03 : 0.1) ? 'left' : 'paid';
}

export function noChat(): Pace {
  return { messagesCount: null, firstMessageAtMs: null, medianGapMs: null };
}

/** Some talk long, some come to buy one thing and are quick about it; a quarter never write. */
export function humanPace(random: Random): (atMs: number) => Pace {
  if (random.chance(0.25)) return noChat;
  const messagesCount = random.chance(0.45) ? 1 : random.whole(2, 9);
  const gapMs = Math.max(1_200, random.around(15, 0.8) * SECOND_MS);
  const readingMs = random.around(messagesCount === 1 ? 18 : 45, 0.9) * SECOND_MS;
  return paced({ messagesCount, gapMs, readingMs });
}

export function scriptedPace(random: Random): (atMs: number) => Pace {
  const messagesCount = random.whole(1, 5);
  const gapMs = random.around(1.2, 0.8) * SECOND_MS;
  return paced({ messagesCount, gapMs, readingMs: random.around(5, 0.9) * SECOND_MS });
}

/** The first purchase sets when the talk began; what is pressed later lies further from it. */
function paced(talk: { messagesCount: number; gapMs: number; readingMs: number }): (atMs: number) => Pace {
  const { messagesCount, gapMs, readingMs } = talk;
  let firstMessageAtMs: number | undefined;
  return (atMs) => {
    firstMessageAtMs ??= atMs - readingMs - gapMs * (messagesCount - 1);
    return { messagesCount, firstMessageAtMs, medianGapMs: messagesCount < 2 ? null : gapMs };
  };
}
