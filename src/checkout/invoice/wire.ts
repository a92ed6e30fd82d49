import { z } from 'zod';

const Title = z.string().trim().min(1).max(100);
const Email = z.email().max(254);

/** Asks for an invoice of a paid order; asked again before it is issued, it changes what the invoice will say. */
export const RequestInvoiceBody = z.discriminatedUnion('buyer', [
  z.strictObject({ buyer: z.literal('person'), title: Title, email: Email }),
  z.strictObject({
    buyer: z.literal('company'),
    title: Title,
    /** The number by which the tax office knows the company: 统一社会信用代码, VAT number. */
    taxNumber: z.string().regex(/^[0-9A-Z][0-9A-Z-]{3,22}[0-9A-Z]$/),
    email: Email,
  }),
]);
export type RequestInvoiceBody = z.infer<typeof RequestInvoiceBody>;

export const InvoiceStatus = z.enum(['requested', 'issued', 'declined']);
export type InvoiceStatus = z.infer<typeof InvoiceStatus>;

/** What an invoice is to say, and how it stands. Title, number and e-mail are null once their learner had them deleted. */
export const InvoiceView = z.object({
  invoiceRequestId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  currency: z.string(),
  totalMinor: z.number().int(),
  buyer: z.enum(['person', 'company']),
  title: z.string().nullable(),
  taxNumber: z.string().nullable(),
  email: z.string().nullable(),
  status: InvoiceStatus,
  /** As the seller issued it; null until then. */
  invoiceNumber: z.string().nullable(),
  createdAtMs: z.number().int(),
  updatedAtMs: z.number().int(),
});
export type InvoiceView = z.infer<typeof InvoiceView>;

export const InvoiceList = z.object({ invoices: z.array(InvoiceView) });
export type InvoiceList = z.infer<typeof InvoiceList>;

/** How an invoice stands, beside its learner's thread. */
export const InvoiceLine = z.object({
  invoiceId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  status: InvoiceStatus,
  currency: z.string(),
  amountMinor: z.number().int(),
  invoiceNumber: z.string().nullable(),
  createdAtMs: z.number().int(),
});
export type InvoiceLine = z.infer<typeof InvoiceLine>;

/** The host platform, or staff, say what became of it. */
export const InvoiceOutcomeBody = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('issued'), invoiceNumber: z.string().trim().min(1).max(64) }),
  z.strictObject({ status: z.literal('declined') }),
]);
export type InvoiceOutcomeBody = z.infer<typeof InvoiceOutcomeBody>;
