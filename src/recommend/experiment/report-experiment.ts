import type { Queries } from '../../kernel/db/database.ts';
import type { Experiment } from './experiment.ts';

/** What one variant showed and what came of it. */
export interface VariantReport {
  readonly variant: string;
  readonly learners: number;
  /** In which a list of it was shown. */
  readonly conversations: number;
  readonly impressions: number;
  readonly clicks: number;
  /** Impressions whose product was paid, and what of it was given back. */
  readonly conversions: number;
  readonly returned: number;
  /** Conversations with a list of it in which a person was asked for. */
  readonly handoffs: number;
  /** Conversions per impression, with the 95 % interval after Wilson. */
  readonly conversionRate: { readonly value: number; readonly low: number; readonly high: number };
}

/** Counts each impression, click, conversion and return once, by variant, with what must not get worse beside it. */
export async function reportExperiment(db: Queries, experiment: Experiment): Promise<VariantReport[]> {
  const { experimentId } = experiment;
  const shown = await db
    .selectFrom('impression')
    .innerJoin('recommendation', 'recommendation.recommendationId', 'impression.recommendationId')
    .select(['impression.impressionId', 'impression.variant'])
    .select(['recommendation.learnerId', 'recommendation.conversationId'])
    .where('impression.experimentId', '=', experimentId)
    .execute();
  const facts = await readFacts(db, experiment);
  return experiment.variants.map(({ name }) => {
    const own = shown.filter(({ variant }) => variant === name);
    const count = (ids: ReadonlySet<string>): number =>
      own.filter(({ impressionId }) => ids.has(impressionId)).length;
    const conversions = count(facts.paid);
    const threads = new Set(own.map(({ conversationId }) => conversationId));
    return {
      variant: name,
      learners: new Set(own.map(({ learnerId }) => learnerId)).size,
      conversations: threads.size,
      impressions: own.length,
      clicks: count(facts.clicked),
      conversions,
      returned: count(facts.returned),
      handoffs: [...facts.handedOff].filter((conversationId) => threads.has(conversationId)).length,
      conversionRate: rateOf(conversions, own.length),
    };
  });
}

interface Facts {
  readonly clicked: ReadonlySet<string>;
  readonly paid: ReadonlySet<string>;
  readonly returned: ReadonlySet<string>;
  readonly handedOff: ReadonlySet<string>;
}

async function readFacts(db: Queries, { experimentId, startedAtMs }: Experiment): Promise<Facts> {
  const own = db.selectFrom('impression').select('impressionId').where('experimentId', '=', experimentId);
  const clicks = await db
    .selectFrom('domain_event')
    .select('subjectId')
    .where('type', '=', 'impression.clicked')
    .where('subjectId', 'in', own)
    .execute();
  const lines = await db
    .selectFrom('order_line')
    .innerJoin('entitlement', 'entitlement.orderLineId', 'order_line.orderLineId')
    .select(['order_line.impressionId', 'entitlement.status'])
    .where('order_line.impressionId', 'in', own)
    .execute();
  const handoffs = await db
    .selectFrom('domain_event')
    .select('conversationId')
    .where('type', '=', 'handoff.requested')
    .where('occurredAtMs', '>=', startedAtMs)
    .execute();
  const idsOf = (rows: readonly { impressionId: string | null }[]): Set<string> =>
    new Set(rows.flatMap(({ impressionId }) => impressionId ?? []));
  return {
    clicked: new Set(clicks.map(({ subjectId }) => subjectId)),
    paid: idsOf(lines),
    returned: idsOf(lines.filter(({ status }) => status === 'revoked')),
    handedOff: new Set(handoffs.flatMap(({ conversationId }) => conversationId ?? [])),
  };
}

/** Wilson's interval: fit for few and for none. */
export function rateOf(count: number, of: number): VariantReport['conversionRate'] {
  if (of === 0) return { value: 0, low: 0, high: 1 };
  const z = 1.96;
  const value = count / of;
  const middle = (value + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const reach = (z / (1 + (z * z) / of)) * Math.sqrt((value * (1 - value)) / of + (z * z) / (4 * of * of));
  return { value, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
