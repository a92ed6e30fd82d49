import { z } from 'zod';

/** `GET /audit`, newest first: for supervisors and admins. */
export const AuditQuery = z.strictObject({
  /** `staff:ID`, `command_line`, `system` … */
  actor: z.string().min(1).max(128).optional(),
  action: z.string().min(1).max(64).optional(),
  subjectId: z.string().min(1).max(128).optional(),
  cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type AuditQuery = z.input<typeof AuditQuery>;

export const AuditLine = z.object({
  sequence: z.number().int(),
  action: z.string(),
  actor: z.string(),
  /** Of a member of staff. */
  actorName: z.string().nullable(),
  subjectId: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  occurredAtMs: z.number().int(),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const AuditPage = z.object({ entries: z.array(AuditLine), nextCursor: z.number().int().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;
