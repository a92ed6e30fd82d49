import { z } from 'zod';
import { InvoiceLine } from '../../../checkout/invoice/wire.ts';
import { EntitlementView } from '../../../checkout/wire.ts';
import { Language, Surface } from '../../../identity/wire.ts';
import { ApprovalView } from '../approval/wire.ts';
import { CaseLine } from '../case/wire.ts';
import { LabelView } from '../label/wire.ts';
import { NoteView } from '../note/wire.ts';
import { SnoozeView } from '../snooze/wire.ts';
import { Viewer } from '../viewer/wire.ts';

const AmountMinor = z.number().int();
const Instant = z.number().int();
const Bilingual = z.object({ zh: z.string(), en: z.string() });

/** A refund as it stands, with when the money is there at the latest. */
export const DetailRefund = z.object({
  refundId: z.string(),
  kind: z.string(),
  status: z.string(),
  currency: z.string(),
  amountMinor: AmountMinor,
  reason: z.string(),
  requestedBy: z.string(),
  /** A payment method, or `wallet`. */
  method: z.string(),
  /** Its shares in lines of the order. */
  lines: z.array(z.object({ orderLineId: z.string(), amountMinor: AmountMinor })),
  failureCode: z.string().nullable(),
  /** Null once it is done, or failed. */
  arrival: z.object({ byMs: Instant, text: Bilingual }).nullable(),
  createdAtMs: Instant,
  succeededAtMs: Instant.nullable(),
});
export type DetailRefund = z.infer<typeof DetailRefund>;

export const DetailDispute = z.object({
  disputeId: z.string(),
  status: z.string(),
  currency: z.string(),
  amountMinor: AmountMinor,
  reason: z.string(),
  evidenceDueAtMs: Instant.nullable(),
  openedAtMs: Instant,
  closedAtMs: Instant.nullable(),
});
export type DetailDispute = z.infer<typeof DetailDispute>;

export const DetailPayment = z.object({
  paymentId: z.string(),
  status: z.string(),
  currency: z.string(),
  amountMinor: AmountMinor,
  refundedMinor: AmountMinor,
  /** Of the last try; null when nothing was asked of a gateway. */
  method: z.string().nullable(),
  gateway: z.string().nullable(),
  gatewayReference: z.string().nullable(),
  /** Why the last try failed; null when it did not. */
  failureCode: z.string().nullable(),
  createdAtMs: Instant,
  succeededAtMs: Instant.nullable(),
  refunds: z.array(DetailRefund),
  disputes: z.array(DetailDispute),
});
export type DetailPayment = z.infer<typeof DetailPayment>;

export const DetailOrder = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  status: z.string(),
  currency: z.string(),
  totalMinor: AmountMinor,
  discountMinor: AmountMinor,
  lines: z.array(
    z.object({
      orderLineId: z.string(),
      productId: z.string(),
      title: z.string(),
      totalMinor: AmountMinor,
      /** What can still be refunded of it. */
      refundableMinor: AmountMinor,
    }),
  ),
  /** Of all lines; 0 while a dispute is open. */
  refundableMinor: AmountMinor,
  payment: DetailPayment.nullable(),
  createdAtMs: Instant,
  paidAtMs: Instant.nullable(),
});
export type DetailOrder = z.infer<typeof DetailOrder>;

/** `GET /conversations/{id}/details`: everything beside a thread, in one read. */
export const ConversationDetails = z.object({
  conversationId: z.string(),
  language: Language,
  surface: Surface,
  learner: z.object({
    learnerId: z.string(),
    isGuest: z.boolean(),
    /** Masked; `POST …/reveals` shows one with a reason. Null when nothing is known. */
    name: z.string().nullable(),
    hostUserId: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    ip: z.string().nullable(),
    createdAtMs: Instant,
  }),
  labels: z.array(LabelView),
  snooze: SnoozeView.shape.snooze,
  viewers: z.array(Viewer),
  notes: z.array(NoteView),
  /** Newest first, at most 20; older ones by the search of orders. */
  orders: z.array(DetailOrder),
  entitlements: z.array(EntitlementView),
  wallet: z.array(
    z.object({
      currency: z.string(),
      paidMinor: AmountMinor,
      bonusMinor: AmountMinor,
      heldMinor: AmountMinor,
    }),
  ),
  risk: z.object({
    assessments: z.array(
      z.object({
        assessmentId: z.string(),
        checkoutId: z.string(),
        decision: z.string(),
        score: z.number().nullable(),
        currency: z.string(),
        amountMinor: AmountMinor,
        reasons: z.array(z.string()),
        createdAtMs: Instant,
      }),
    ),
    reviews: z.array(
      z.object({
        reviewId: z.string(),
        checkoutId: z.string(),
        status: z.string(),
        note: z.string().nullable(),
        createdAtMs: Instant,
        decidedAtMs: Instant.nullable(),
      }),
    ),
  }),
  /** Of the same learner, newest first, without this one. */
  pastConversations: z.array(
    z.object({
      conversationId: z.string(),
      surface: z.string(),
      status: z.string(),
      /** The last thing learner or agent wrote. */
      lastText: z.string().nullable(),
      createdAtMs: Instant,
      updatedAtMs: Instant,
      /** Whether the caller may open it. */
      mayRead: z.boolean(),
    }),
  ),
  invoices: z.array(InvoiceLine),
  csat: z.array(
    z.object({
      conversationId: z.string(),
      score: z.number().int(),
      comment: z.string().nullable(),
      atMs: Instant,
    }),
  ),
  cases: z.array(CaseLine),
  approvals: z.array(ApprovalView),
});
export type ConversationDetails = z.infer<typeof ConversationDetails>;
