import type { Tx } from '../kernel/db/database.ts';
import { appendEvent } from '../kernel/outbox.ts';
import type { RecommendDeps } from './deps.ts';
import type { RecommendationStrategy, RecommendedProduct, Relaxation } from './wire.ts';

export interface ShownRecommendation {
  readonly recommendationId: string;
  readonly learnerId: string;
  readonly conversationId: string | null;
  readonly turnActivityId?: string | undefined;
  readonly strategy: RecommendationStrategy;
  readonly language: string;
  readonly surface: string;
  readonly relaxed: readonly Relaxation[];
  readonly items: readonly ShownProduct[];
  /** Subjects asked about, and wishes that nothing on them meets. */
  readonly askedTopicIds: readonly string[];
  readonly unmet: readonly Relaxation[];
  readonly experimentId: string | null;
}

type ShownProduct = RecommendedProduct & { readonly variant: string | null };

/** A list was shown, or nothing was found; ids, ranks and prices, never the learner's words. */
export function recommendationShown(
  deps: RecommendDeps,
  tx: Tx,
  shown: ShownRecommendation,
): Promise<string> {
  return appendEvent(deps, tx, {
    type: 'recommendation.shown',
    subjectId: shown.recommendationId,
    learnerId: shown.learnerId,
    conversationId: shown.conversationId,
    livemode: deps.livemode,
    payload: {
      recommendationId: shown.recommendationId,
      turnActivityId: shown.turnActivityId ?? null,
      strategy: shown.strategy,
      language: shown.language,
      surface: shown.surface,
      relaxed: shown.relaxed,
      topicIds: shown.askedTopicIds,
      unmet: shown.unmet,
      experimentId: shown.experimentId,
      items: shown.items.map(
        ({ impressionId, productId, priceId, amountMinor, currency, variant }, place) => ({
          impressionId,
          rank: place + 1,
          productId,
          priceId,
          amountMinor,
          currency,
          variant,
        }),
      ),
    },
  });
}
