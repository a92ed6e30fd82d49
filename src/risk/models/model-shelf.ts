import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Meter } from '../../kernel/meter.ts';
import { countDegraded } from '../degraded.ts';
import { loadModel } from '../model/load-model.ts';
import type { RiskModel } from '../model/model.ts';
import { ModelRefused } from '../model/model-artifact.ts';

/** An artifact that may not serve, and why. */
export interface RefusedArtifact {
  readonly file: string;
  readonly why: string;
}

/** The models that this process may serve. */
export interface ModelShelf {
  /** What serves while nobody has planned otherwise; null when its artifact is missing or refused. */
  readonly standard: RiskModel | null;
  /** A model by its version; undefined when there is none that may serve. */
  find(version: string): RiskModel | undefined;
  loaded(): readonly RiskModel[];
  refused(): readonly RefusedArtifact[];
  /** Takes in what was put into the folder since. */
  look(): void;
}

interface ModelShelfDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: Meter;
}

export interface ModelPlaces {
  /** The artifact that serves at first; null to judge by rules alone on purpose. */
  readonly modelFile: string | null;
  /** Where further artifacts lie, `*.json`; null without any. */
  readonly modelsFolder: string | null;
}

/** How often a press may have the folder looked at for a model that is planned and not there. */
const LOOK_AGAIN_MS = 10_000;

/**
 * Reads the artifacts. One that is refused is left out, with a line in the log and a count in
 * `tilltalk_risk_degraded_total{check="artifact"}`; payments are judged without it.
 */
export function createModelShelf(deps: ModelShelfDeps, { modelFile, modelsFolder }: ModelPlaces): ModelShelf {
  const models = new Map<string, RiskModel>();
  const refused = new Map<string, string>();
  // A file is read again once it has changed.
  const readAs = new Map<string, string>();
  let lookedAtMs = deps.clock.wallMs();

  const refuse = (file: string, why: string): void => {
    refused.set(file, why);
    countDegraded(deps.meter, 'artifact');
    deps.log.error({ file, why }, 'a risk model is not used');
  };
  const take = (file: string): RiskModel | null => {
    const stamp = stampOf(file);
    if (readAs.get(file) === stamp) return null;
    readAs.set(file, stamp);
    try {
      const model = loadModel(file);
      refused.delete(file);
      models.set(model.version, model);
      return model;
    } catch (error) {
      if (!(error instanceof ModelRefused)) throw error;
      refuse(file, error.message);
      return null;
    }
  };
  const look = (): void => {
    lookedAtMs = deps.clock.wallMs();
    for (const file of artifactsIn(modelsFolder)) take(file);
  };
  const standard = modelFile === null ? null : take(modelFile);
  look();
  return {
    standard,
    find: (version) => {
      const found = models.get(version);
      if (found !== undefined || deps.clock.wallMs() - lookedAtMs < LOOK_AGAIN_MS) return found;
      look();
      return models.get(version);
    },
    loaded: () => [...models.values()],
    refused: () => [...refused].map(([file, why]) => ({ file, why })),
    look,
  };
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? 'missing' : `${stats.mtimeMs}:${stats.size}`;
}

function artifactsIn(folder: string | null): string[] {
  if (folder === null) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}
