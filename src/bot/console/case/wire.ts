import { z } from 'zod';
import { Language } from '../../../identity/wire.ts';
import { AttachmentView } from '../../attachment/wire.ts';

const Id = z.string().min(1).max(64);
const Words = z.string().trim().min(1).max(2_000);

/** A payer's complaint, a minor's purchase, or an automatic refusal that a person is asked to look at (C8). */
export const CaseKind = z.enum(['complaint', 'minor_refund', 'appeal']);
export type CaseKind = z.infer<typeof CaseKind>;

export const CaseStatus = z.enum(['open', 'working', 'waiting', 'upheld', 'declined', 'withdrawn']);
export type CaseStatus = z.infer<typeof CaseStatus>;

/** `POST /cases`: opened by staff for a thread's learner; complaints and appeals also open by themselves. */
export const OpenCaseBody = z.strictObject({
  conversationId: Id,
  kind: CaseKind,
  paymentId: Id.optional(),
  text: Words,
});
export type OpenCaseBody = z.infer<typeof OpenCaseBody>;

/** `POST /cases/{id}/entries`: evidence. Attachments are named by the ids they have in the thread. */
export const AddCaseEntryBody = z.strictObject({
  kind: z.enum(['note', 'evidence']),
  text: Words,
  attachmentIds: z.array(Id).max(10).default([]),
});
export type AddCaseEntryBody = z.input<typeof AddCaseEntryBody>;

/** `PUT /cases/{id}/owner`: `me`, nobody, or, by a supervisor, another. */
export const AssignCaseBody = z.strictObject({ ownerId: z.union([z.literal('me'), Id]).nullable() });
export type AssignCaseBody = z.infer<typeof AssignCaseBody>;

/** `PUT /cases/{id}/status`: where it stands while nothing is decided. */
export const MoveCaseBody = z.strictObject({ status: z.enum(['open', 'working', 'waiting', 'withdrawn']) });
export type MoveCaseBody = z.infer<typeof MoveCaseBody>;

/**
 * `POST /cases/{id}/decisions`, keyed. Upheld acts: money goes back where a payment is named (all that is left, or
 * `amountMinor`; within the caller's limits), and a payment that was refused may be made. The learner is told.
 */
export const DecideCaseBody = z.strictObject({
  outcome: z.enum(['upheld', 'declined']),
  /** Only with `upheld`; `none` gives no money back. */
  refund: z
    .union([
      z.literal('none'),
      z.strictObject({ amountMinor: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional() }),
    ])
    .optional(),
  /** Told to the learner with the outcome. */
  message: z.string().trim().min(1).max(500),
});
export type DecideCaseBody = z.infer<typeof DecideCaseBody>;

export const CaseLine = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  kind: CaseKind,
  /** What it is about: `payment_blocked`, `payment_rejected`, a refusal of a refund, the gateway of a complaint. */
  subject: z.string(),
  status: CaseStatus,
  learnerId: z.string().nullable(),
  /** Masked. */
  learnerName: z.string().nullable(),
  conversationId: z.string().nullable(),
  paymentId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  currency: z.string().nullable(),
  amountMinor: z.number().int().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  openedAtMs: z.number().int(),
  /** When an answer is due. */
  dueAtMs: z.number().int(),
  isOverdue: z.boolean(),
  closedAtMs: z.number().int().nullable(),
});
export type CaseLine = z.infer<typeof CaseLine>;

export const CaseEntryView = z.object({
  caseEntryId: z.string(),
  kind: z.enum(['opened', 'note', 'evidence', 'assigned', 'moved', 'decided', 'acted']),
  /** Null for the learner and the house. */
  staffId: z.string().nullable(),
  staffName: z.string().nullable(),
  text: z.string(),
  attachmentIds: z.array(z.string()),
  /** Those of them that are still there. */
  files: z.array(AttachmentView),
  createdAtMs: z.number().int(),
});
export type CaseEntryView = z.infer<typeof CaseEntryView>;

export const CaseView = CaseLine.extend({
  entries: z.array(CaseEntryView),
  /** Where it may go from here. */
  nextStatuses: z.array(CaseStatus),
  /** What was told to the learner. */
  outcomeMessage: z.string().nullable(),
  /** Refunds that the outcome opened. */
  refundIds: z.array(z.string()),
});
export type CaseView = z.infer<typeof CaseView>;

/** `GET /cases`: the most urgent first while open, else the newest first. */
export const CaseQuery = z.strictObject({
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
  kind: CaseKind.optional(),
  /** An agent's id, `me` or `nobody`. */
  owner: Id.optional(),
  conversationId: Id.optional(),
  cursor: z.string().min(1).max(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type CaseQuery = z.input<typeof CaseQuery>;
export const CasePage = z.object({ cases: z.array(CaseLine), nextCursor: z.string().nullable() });
export type CasePage = z.infer<typeof CasePage>;

/**
 * `POST /v1/appeals` (a learner's token): asks a person to look at an automatic refusal of a payment or a refund.
 * `GET /v1/appeals` lists one's own.
 */
export const AppealBody = z
  .strictObject({
    /** The checkout whose payment was refused. */
    checkoutId: Id.optional(),
    /** The payment whose refund was refused. */
    paymentId: Id.optional(),
    conversationId: Id.optional(),
    text: z.string().trim().min(1).max(1_000),
    language: Language,
  })
  .refine((body) => (body.checkoutId === undefined) !== (body.paymentId === undefined), {
    message: 'give either checkoutId or paymentId',
    path: ['checkoutId'],
  });
export type AppealBody = z.infer<typeof AppealBody>;

export const AppealView = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  status: CaseStatus,
  openedAtMs: z.number().int(),
  dueAtMs: z.number().int(),
  outcomeMessage: z.string().nullable(),
});
export type AppealView = z.infer<typeof AppealView>;
export const AppealList = z.object({ appeals: z.array(AppealView) });
export type AppealList = z.infer<typeof AppealList>;
