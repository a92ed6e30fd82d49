import { DomainError, type ErrorDefinition, kernelErrors } from '../kernel/errors.ts';

/** The body of an error answer: RFC 9457 with our stable code and the sentence for people. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly message: { readonly zh: string; readonly en: string };
  readonly [extension: string]: unknown;
}

/** Turns any error into a problem. What is not ours to tell becomes `internal_error`. */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof DomainError) return bodyOf(error.definition, error.detail, error.extensions);
  const { statusCode, message } = (error ?? {}) as { statusCode?: number; message?: string };
  if (statusCode === 413) return bodyOf(kernelErrors.payload_too_large);
  if (statusCode === 429) return bodyOf(kernelErrors.rate_limited);
  if (statusCode === 503) return bodyOf(kernelErrors.unavailable);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return bodyOf(kernelErrors.invalid_request, message);
  }
  return bodyOf(kernelErrors.internal_error);
}

function bodyOf(
  definition: ErrorDefinition,
  detail?: string,
  { learnerMessage, ...extensions }: Readonly<Record<string, unknown>> = {},
): ProblemBody {
  const { code, status, title, zh, en } = definition;
  return {
    ...extensions,
    type: `/docs/errors#${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    message: isSentence(learnerMessage) ? learnerMessage : { zh, en },
  };
}

/** An error may know more of its case than the table's general sentence. */
function isSentence(value: unknown): value is { zh: string; en: string } {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}
