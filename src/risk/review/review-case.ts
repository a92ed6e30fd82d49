import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import type { RiskDeps } from '../deps.ts';
import { type FeatureName, type Features, featureNames, vectorOf } from '../feature-shapes.ts';
import { explain } from '../model/explain.ts';
import type { RiskModel } from '../model/model.ts';
import { reasonGroups } from '../model/reason-groups.ts';
import { scaledVector } from '../model/risk-model.ts';
import type { Reason, ReviewState, RuleHit } from '../types.ts';
import type { ReviewCaseView } from '../wire.ts';
import { findSimilar } from './find-similar.ts';

type Deps = Pick<RiskDeps, 'db' | 'livemode' | 'models'>;

/**
 * Everything about a held payment that the one who decides needs: what was measured, the rules that fired, what moved the
 * score, and the earlier presses most like it with what became of them. Throws `not_found`.
 */
export async function reviewCase(deps: Deps, reviewId: string): Promise<Omit<ReviewCaseView, 'owned'>> {
  const row = await findCase(deps, reviewId);
  if (row === undefined) throw new DomainError(kernelErrors.not_found);
  const features = JSON.parse(row.features) as Features;
  const model = modelOf(deps, row.modelVersion, features);
  const { reviewId: id, status, checkoutId, learnerId, conversationId, note, decidedBy } = row;
  const { amountMinor, currency, method, score, modelVersion, createdAtMs, decidedAtMs } = row;
  return {
    ...{ reviewId: id, status: status as ReviewState, checkoutId, learnerId, conversationId },
    ...{ note, decidedBy, amountMinor, currency, method, score, modelVersion, createdAtMs, decidedAtMs },
    ruleHits: (JSON.parse(row.ruleHits) as RuleHit[]).map(({ rule, version, action }) => ({
      ...{ rule, version, action },
    })),
    reasons: (JSON.parse(row.reasons) as { reasons: Reason[] }).reasons.map(({ staff }) => staff),
    groups: model === null ? [] : groupsOf(model, features),
    features: featuresOf(model, features),
    similar: await findSimilar(deps.db.query, {
      ...{ assessmentId: row.assessmentId, checkoutId, livemode: deps.livemode },
      place: (one) => placeOf(model, one),
    }),
  };
}

function findCase({ db, livemode }: Deps, reviewId: string) {
  return db.query
    .selectFrom('risk_review')
    .innerJoin('risk_assessment', 'risk_assessment.assessmentId', 'risk_review.assessmentId')
    .selectAll('risk_assessment')
    .select(['risk_review.reviewId', 'risk_review.status', 'risk_review.note', 'risk_review.decidedBy'])
    .select('risk_review.decidedAtMs')
    .where('risk_review.reviewId', '=', reviewId)
    .where('risk_review.livemode', '=', livemode ? 1 : 0)
    .executeTakeFirst();
}

/** The model that judged, or the one that serves; none for a vector of an older program. */
function modelOf({ models }: Deps, version: string | null, features: Features): RiskModel | null {
  if (!isWhole(features)) return null;
  return (version === null ? undefined : models.find(version)) ?? models.standard;
}

const isWhole = (features: Features) => featureNames.every((name) => features[name] !== undefined);

function groupsOf(model: RiskModel, features: Features): ReviewCaseView['groups'] {
  return [...explain(model, vectorOf(features)).parts].sort(
    (one, other) => Math.abs(other.logit) - Math.abs(one.logit),
  );
}

const groupOf = new Map<string, string>(
  Object.entries(reasonGroups).flatMap(([group, names]) => names.map((name) => [name, group] as const)),
);

/** Farthest from the usual first; what is not known last. */
function featuresOf(model: RiskModel | null, features: Features): ReviewCaseView['features'] {
  const place = placeOf(model, features);
  return featureNames
    .map((name: FeatureName, at) => ({
      ...{ name, group: groupOf.get(name) ?? '', value: features[name] ?? null },
      unusual: Math.abs(place?.[at] ?? 0),
    }))
    .sort(
      (one, other) =>
        Number(one.value === null) - Number(other.value === null) || other.unusual - one.unusual,
    );
}

/** Where a press stands among others: in standard deviations of the training. Null for another program's vector. */
function placeOf(model: RiskModel | null, features: Features): Float64Array | null {
  if (!isWhole(features)) return null;
  const vector = vectorOf(features);
  return model === null
    ? vector.map((value) => (Number.isNaN(value) ? 0 : value))
    : scaledVector(vector, model);
}
