import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type FeatureName, type Features, featureNames, schemaHash, vectorOf } from '../feature-shapes.ts';
import { probabilityOf } from './calibration.ts';
import { CalibrationContent, FamilyContent, familyOf } from './family-content.ts';
import { type RiskModel, rawLogitOf } from './model.ts';

const Share = z.number().min(0).max(1);
/** Payments for which the artifact holds what training computed. */
export const PARITY_VECTORS = 64;

/** Figures on the simulated test part. They say nothing of any field but the simulator's. */
const SimulatedFigures = z.strictObject({
  trainRows: z.number().int(),
  validationRows: z.number().int(),
  testRows: z.number().int(),
  testFrauds: z.number().int(),
  auc: Share,
  averagePrecision: Share,
  /** Share of fraud found when one good press in a hundred is asked for a challenge. */
  recallAtFpr1: Share,
  /** At `challengeAt`, the model alone. */
  goodChallenged: Share,
  fraudChallenged: Share,
  /** Mean distance of told probabilities from shares of fraud, over 20 bins. */
  calibrationError: Share,
});
export type SimulatedFigures = z.infer<typeof SimulatedFigures>;

const FeatureScale = z.strictObject({ mean: z.number(), deviation: z.number().positive() });

/** How a family did on the validation part, by which the artifact's was chosen. */
const Candidate = z.strictObject({
  family: z.string(),
  validationLoss: z.number(),
  validationAveragePrecision: Share,
});

const ModelContent = z.strictObject({
  kind: z.literal('tilltalk.risk_model'),
  version: z.string().min(1),
  createdAt: z.iso.datetime(),
  labels: z.literal('simulated'),
  seed: z.number().int(),
  learners: z.number().int(),
  schemaHash: z.string(),
  dataHash: z.string(),
  challengeAt: Share,
  features: z.record(z.string(), FeatureScale),
  family: FamilyContent,
  candidates: z.array(Candidate),
  calibration: CalibrationContent,
  simulated: SimulatedFigures,
  parity: z
    .array(z.strictObject({ score: Share, features: z.record(z.string(), z.number().nullable()) }))
    .length(PARITY_VECTORS),
});
export type ModelContent = z.infer<typeof ModelContent>;

const Sealed = z.looseObject({ hash: z.string() });

/** The artifact is not one that may serve; the message says why. */
export class ModelRefused extends Error {
  override readonly name = 'ModelRefused';
}

/** How far serving may be from what was trained. */
const PARITY_TOLERANCE = 1e-6;

/** The one text of a model: its content and the SHA-256 over it. */
export function sealModel(content: ModelContent): string {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${JSON.stringify({ ...content, hash }, null, 2)}\n`;
}

/**
 * The model of an artifact's bytes. Throws `ModelRefused` unless every byte is the one that was sealed, the features
 * are those of this program, and serving computes what training computed. The hash finds accidents and careless
 * edits; it is no signature, so who may write the file may change the model.
 */
export function readModel(bytes: Uint8Array): RiskModel {
  const content = unseal(bytes);
  if (content.schemaHash !== schemaHash)
    throw new ModelRefused('it was trained on other features; run tilltalk risk train');
  const model = modelOf(content);
  const worst = Math.max(...content.parity.map((row) => Math.abs(scoreOf(model, row.features) - row.score)));
  if (!(worst < PARITY_TOLERANCE))
    throw new ModelRefused(`serving is ${worst} away from what was trained on a parity vector`);
  return model;
}

function unseal(bytes: Uint8Array): ModelContent {
  const raw = parseJson(bytes);
  const sealed = Sealed.safeParse(raw);
  if (!sealed.success) throw new ModelRefused('it is no risk model');
  const { hash: _, ...rest } = sealed.data;
  const content = ModelContent.safeParse(rest);
  if (!content.success) throw new ModelRefused(`it is no risk model: ${content.error.issues[0]?.message}`);
  // Sealed again as it was read, not as it was understood: the order of its members counts too.
  if (!Buffer.from(sealModel(rest as ModelContent)).equals(bytes))
    throw new ModelRefused('its content and its hash do not fit');
  return content.data;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ModelRefused('it is no JSON');
  }
}

/** The model in the order of this program's features. */
export function modelOf(
  content: Pick<ModelContent, 'version' | 'challengeAt' | 'features' | 'family' | 'calibration' | 'labels'>,
): RiskModel {
  const part = (name: FeatureName) => {
    const found = content.features[name];
    if (found === undefined) throw new ModelRefused(`it has no scale for ${name}`);
    return found;
  };
  return {
    version: content.version,
    labels: content.labels,
    challengeAt: content.challengeAt,
    means: Float64Array.from(featureNames, (name) => part(name).mean),
    deviations: Float64Array.from(featureNames, (name) => part(name).deviation),
    family: servingFamily(content.family),
    calibration: content.calibration,
  };
}

function servingFamily(content: FamilyContent): RiskModel['family'] {
  try {
    return familyOf(content, featureNames.length);
  } catch (cause) {
    throw new ModelRefused('its weights do not fit its features', { cause });
  }
}

/** Before calibration, as training computed it. */
function scoreOf(model: RiskModel, features: Readonly<Record<string, number | null>>): number {
  const known = featureNames.every((name) => features[name] !== undefined);
  return known ? probabilityOf(rawLogitOf(model, vectorOf(features as Features))) : Number.NaN;
}
