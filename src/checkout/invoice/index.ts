export type { InvoiceDeps } from './deps.ts';
export { invoiceErrors } from './errors.ts';
export { invoiceRoutes } from './routes.ts';
export { type InvoiceNews, invoiceLinesOf, invoiceNewsOf, invoicesOf } from './view-invoices.ts';
