import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLlm, type Llm, type LlmDeps } from '../bot/index.ts';
import { createEgress } from '../kernel/egress/egress.ts';
import type { Config } from './config.ts';

/** The model that the configuration names; undefined for none. */
export function llmOf(
  deps: Pick<LlmDeps, 'clock' | 'log' | 'meter' | 'redis'>,
  config: Config,
): Llm | undefined {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = config;
  if (baseUrl === undefined) return undefined;
  const switchFile = join(config.DATA_DIR, 'llm-off');
  return createLlm({
    ...deps,
    settings: {
      ...{ baseUrl, model, apiKey },
      perLearnerDay: config.LLM_PER_LEARNER_DAY,
      perDay: config.LLM_PER_DAY,
    },
    // The operator chose this host; it may be one of their own.
    egress: createEgress({ allowedHosts: [new URL(baseUrl).host] }),
    isOff: () => existsSync(switchFile),
  });
}
