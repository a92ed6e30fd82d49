import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import { botErrors } from '../errors.ts';
import type { AttachmentDeps } from './deps.ts';
import type { AttachmentLink } from './wire.ts';

type Deps = Pick<AttachmentDeps, 'fileLinkKey' | 'clock'>;

/** An address on this server that shows one file to whoever has it, until it ends. */
export function linkToFile({ fileLinkKey, clock }: Deps, attachmentId: string): AttachmentLink {
  const expiresAtMs = clock.wallMs() + limits.fileLinkTtlMs;
  const until = expiresAtMs.toString(36);
  const signature = macOf(fileLinkKey, attachmentId, until).toString('base64url');
  return { url: `/v1/files/${attachmentId}?until=${until}&signature=${signature}`, expiresAtMs };
}

/** Throws `not_found` for a link that is not ours, `attachment_link_ended` for one that has ended. */
export function requireLink(
  { fileLinkKey, clock }: Deps,
  { attachmentId, until, signature }: { attachmentId: string; until: string; signature: string },
): void {
  const expected = macOf(fileLinkKey, attachmentId, until);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new DomainError(kernelErrors.not_found);
  }
  if (Number.parseInt(until, 36) <= clock.wallMs()) throw new DomainError(botErrors.attachment_link_ended);
}

function macOf(key: Buffer, attachmentId: string, until: string): Buffer {
  return createHmac('sha256', key).update(`${attachmentId}.${until}`).digest();
}
