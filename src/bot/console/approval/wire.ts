import { z } from 'zod';
import { GiveRefundBody, SendCouponBody } from '../sell/wire.ts';

const Id = z.string().min(1).max(64);

export const ApprovalStatus = z.enum(['requested', 'approved', 'declined', 'withdrawn', 'expired']);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** What is asked for: the same bodies as giving it alone. */
export const ApprovalWish = z.union([
  z.strictObject({ kind: z.literal('refund'), refund: GiveRefundBody }),
  z.strictObject({ kind: z.literal('coupon'), coupon: SendCouponBody }),
]);
export type ApprovalWish = z.infer<typeof ApprovalWish>;

/** `POST /conversations/{id}/approvals`, keyed: asks a supervisor for what is above one's own limits. */
export const RequestApprovalBody = z.strictObject({
  wish: ApprovalWish,
  /** For who decides. */
  note: z.string().trim().min(1).max(500),
});
export type RequestApprovalBody = z.infer<typeof RequestApprovalBody>;

/** `POST /approvals/{id}/decisions`, keyed: another supervisor or admin; approving gives it at once. */
export const DecideApprovalBody = z.strictObject({
  decision: z.enum(['approve', 'decline']),
  note: z.string().trim().max(500).optional(),
});
export type DecideApprovalBody = z.infer<typeof DecideApprovalBody>;

export const ApprovalView = z.object({
  approvalId: z.string(),
  conversationId: z.string(),
  learnerId: z.string(),
  /** Masked. */
  learnerName: z.string().nullable(),
  status: ApprovalStatus,
  wish: ApprovalWish,
  /** What it comes to; 0 for a percentage. */
  amountMinor: z.number().int(),
  currency: z.string(),
  note: z.string(),
  requestedById: z.string(),
  requestedByName: z.string(),
  decidedById: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decisionNote: z.string().nullable(),
  createdAtMs: z.number().int(),
  expiresAtMs: z.number().int(),
  decidedAtMs: z.number().int().nullable(),
  /** Whether the caller may decide it: role, and not their own. */
  mayDecide: z.boolean(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** `GET /approvals?status=`: agents see their own, supervisors all; oldest first while requested, else newest first. */
export const ApprovalQuery = z.strictObject({
  status: ApprovalStatus.optional(),
  conversationId: Id.optional(),
});
export type ApprovalQuery = z.infer<typeof ApprovalQuery>;
export const ApprovalList = z.object({ approvals: z.array(ApprovalView) });
export type ApprovalList = z.infer<typeof ApprovalList>;
