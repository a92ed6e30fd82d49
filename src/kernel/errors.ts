/** What an error code means: its HTTP status and its sentences for people. */
export interface ErrorDefinition {
  readonly code: string;
  /** HTTP status code. */
  readonly status: number;
  /** Short English title for developers; the `title` of problem+json. */
  readonly title: string;
  /** The sentence a learner reads. */
  readonly zh: string;
  readonly en: string;
}

type ErrorTable<Code extends string> = { readonly [C in Code]: ErrorDefinition };

/** Builds a table of error definitions whose keys are their stable codes. */
export function defineErrors<Code extends string>(
  table: Record<Code, Omit<ErrorDefinition, 'code'>>,
): ErrorTable<Code> {
  const entries = Object.entries(table) as [Code, Omit<ErrorDefinition, 'code'>][];
  const defined: Partial<Record<Code, ErrorDefinition>> = {};
  for (const [code, rest] of entries) defined[code] = { code, ...rest };
  return defined as ErrorTable<Code>;
}

interface DomainErrorOptions {
  /** English, for developers; never personal data. */
  readonly detail?: string;
  /** Extra members of the problem+json body. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** What the world got wrong, by name. Programming mistakes throw plain errors instead. */
export class DomainError extends Error {
  readonly definition: ErrorDefinition;
  readonly detail: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(definition: ErrorDefinition, options: DomainErrorOptions = {}) {
    super(options.detail ?? definition.title, { cause: options.cause });
    this.name = 'DomainError';
    this.definition = definition;
    this.detail = options.detail;
    this.extensions = options.extensions ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get code(): string {
    return this.definition.code;
  }
}

export const kernelErrors = defineErrors({
  invalid_request: {
    status: 400,
    title: 'The request does not have the required form',
    zh: '请求内容不完整或格式不对，请检查后重试。',
    en: 'The request is incomplete or malformed. Please check it and try again.',
  },
  not_found: {
    status: 404,
    title: 'No such thing, or not yours to see',
    zh: '没有找到，可能已被移除。',
    en: 'We could not find that. It may have been removed.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    zh: '操作太频繁了，请稍后再试。',
    en: 'That was a lot at once. Please try again in a moment.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is larger than allowed',
    zh: '内容太大了，请缩短后再发。',
    en: 'That is too large. Please send something shorter.',
  },
  internal_error: {
    status: 500,
    title: 'Something failed on our side',
    zh: '我们这边出了点问题，请稍后再试，不会重复扣款。',
    en: 'Something failed on our side. Please try again; you will not be charged twice.',
  },
  unavailable: {
    status: 503,
    title: 'The service is starting, stopping or overloaded',
    zh: '服务暂时繁忙，请稍后再试。',
    en: 'The service is busy for a moment. Please try again shortly.',
  },
});
