export type { InvoiceDeps } from './deps.ts';
export { invoiceErrors } from './errors.ts';
export { invoiceRoutes } from './routes.ts';
export { invoicesOf } from './view-invoices.ts';
