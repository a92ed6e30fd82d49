import { z } from 'zod';

/** An optional language model: any server that speaks OpenAI's chat completions. */
export const llmVariables = {
  LLM_BASE_URL: {
    schema: z.url().optional(),
    about:
      'Base of an OpenAI-compatible endpoint, as in https://host/v1: rewords answers and helps to understand; off without. A file `llm-off` in DATA_DIR turns it off while running.',
  },
  LLM_MODEL: { schema: z.string().max(120).default('default'), about: 'The model that is asked for there.' },
  LLM_API_KEY: {
    schema: z.string().min(1).optional(),
    about: 'Its bearer key, if it wants one.',
    secret: true,
  },
  LLM_PER_LEARNER_DAY: {
    schema: z.coerce.number().int().min(0).default(60),
    about: 'How often a model is asked for one learner in a day; beyond it answers are offline.',
  },
  LLM_PER_DAY: {
    schema: z.coerce.number().int().min(0).default(20_000),
    about: 'How often a model is asked in a day, by all processes that share a Redis.',
  },
} as const satisfies Record<string, { schema: z.ZodType; about: string; secret?: true }>;
