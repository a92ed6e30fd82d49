import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Authenticate,
  bearerToken,
  HOST,
  type HostServer,
  LEARNERS,
  type RequireStaff,
  SIGNED_IN_LEARNERS,
} from '../../identity/index.ts';
import type { StaffRole } from '../../identity/wire.ts';
import type { InvoiceDeps } from './deps.ts';
import { requestInvoice } from './request-invoice.ts';
import { resendInvoice } from './resend-invoice.ts';
import { settleInvoice } from './settle-invoice.ts';
import { invoicesOf, maskedInvoicesOf, readInvoice } from './view-invoices.ts';
import { InvoiceList, InvoiceOutcomeBody, InvoiceView, RequestInvoiceBody } from './wire.ts';

const OrderParams = z.object({ orderId: z.string().min(1).max(64) });
const InvoiceParams = z.object({ invoiceRequestId: z.string().min(1).max(64) });
/** What became of it, without what it says: that is revealed for a reason. */
const Settled = InvoiceView.pick({ status: true, invoiceNumber: true });
const Resent = z.object({ resent: z.literal(true) });
const MAY_READ: readonly StaffRole[] = ['agent', 'supervisor', 'admin'];

type App = Parameters<FastifyPluginCallbackZod>[0];

export interface InvoiceGates {
  readonly authenticate: Authenticate;
  readonly requireStaff: RequireStaff;
  readonly host: Pick<HostServer, 'authenticate'>;
}

/** Invoices: asked for by learners, seen by staff, issued by the host platform or by staff for it. No cache keeps them. */
export function invoiceRoutes(deps: InvoiceDeps, gates: InvoiceGates): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    addLearners(app, deps, gates);
    addStaff(app, deps, gates);
    addHost(app, deps, gates);
    done();
  };
}

function addLearners(app: App, deps: InvoiceDeps, { authenticate }: InvoiceGates): void {
  const tags = ['checkout'];
  app.post(
    '/v1/orders/:orderId/invoice',
    {
      config: { access: SIGNED_IN_LEARNERS },
      schema: { tags, params: OrderParams, body: RequestInvoiceBody, response: { 201: InvoiceView } },
    },
    async (request, reply) => {
      const caller = await authenticate(bearerToken(request.headers.authorization));
      reply.code(201);
      return requestInvoice(deps, { caller, ...request.params, body: request.body });
    },
  );
  app.get(
    '/v1/invoices',
    { config: { access: LEARNERS }, schema: { tags, response: { 200: InvoiceList } } },
    async (request) => {
      const { learnerId } = await authenticate(bearerToken(request.headers.authorization));
      return { invoices: await invoicesOf(deps, learnerId) };
    },
  );
}

function addStaff(app: App, deps: InvoiceDeps, { requireStaff }: InvoiceGates): void {
  const staffOf = requireStaff(MAY_READ);
  const [config, tags] = [{ access: MAY_READ }, ['console']];
  app.get(
    '/v1/console/orders/:orderId/invoices',
    { config, schema: { tags, params: OrderParams, response: { 200: InvoiceList } } },
    async (request) => {
      await staffOf(request);
      return { invoices: await maskedInvoicesOf(deps, request.params.orderId) };
    },
  );
  app.post(
    '/v1/console/invoices/:invoiceRequestId/reveals',
    { config, schema: { tags, params: InvoiceParams, response: { 200: InvoiceView } } },
    async (request) => {
      const { staffId } = await staffOf(request);
      return readInvoice(deps, { ...request.params, actor: `staff:${staffId}` });
    },
  );
  app.post(
    '/v1/console/invoices/:invoiceRequestId/outcome',
    { config, schema: { tags, params: InvoiceParams, body: InvoiceOutcomeBody, response: { 200: Settled } } },
    async (request) => {
      const { staffId } = await staffOf(request);
      const command = { actor: `staff:${staffId}`, ...request.params, body: request.body };
      const { status, invoiceNumber } = await settleInvoice(deps, command);
      return { status, invoiceNumber };
    },
  );
  app.post(
    '/v1/console/invoices/:invoiceRequestId/notices',
    { config, schema: { tags, params: InvoiceParams, response: { 200: Resent } } },
    async (request) => {
      const { staffId } = await staffOf(request);
      await resendInvoice(deps, { actor: `staff:${staffId}`, ...request.params });
      return { resent: true as const };
    },
  );
}

function addHost(app: App, deps: InvoiceDeps, { host }: InvoiceGates): void {
  const [config, tags] = [{ access: HOST }, ['host platform']];
  const actorOf = async (authorization: string | undefined) =>
    (await host.authenticate(bearerToken(authorization), 'invoices:write')).actor;
  app.get(
    '/v1/host/invoices/:invoiceRequestId',
    { config, schema: { tags, params: InvoiceParams, response: { 200: InvoiceView } } },
    async (request) => {
      const actor = await actorOf(request.headers.authorization);
      return readInvoice(deps, { ...request.params, actor });
    },
  );
  app.post(
    '/v1/host/invoices/:invoiceRequestId/outcome',
    {
      config,
      schema: { tags, params: InvoiceParams, body: InvoiceOutcomeBody, response: { 200: InvoiceView } },
    },
    async (request) => {
      const actor = await actorOf(request.headers.authorization);
      return settleInvoice(deps, { actor, ...request.params, body: request.body });
    },
  );
}
