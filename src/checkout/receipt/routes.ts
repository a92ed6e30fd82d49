import type { FastifyReply } from 'fastify';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  ANYBODY,
  type Authenticate,
  bearerToken,
  HOST,
  type HostServer,
  LEARNERS,
  WITH_LINK,
} from '../../identity/index.ts';
import { Language } from '../../identity/wire.ts';
import { DomainError } from '../../kernel/errors.ts';
import type { CheckoutDeps } from '../deps.ts';
import { findOrder } from '../order/store.ts';
import { readReceipt, receiptFacts } from './read-receipt.ts';
import { linkOfReceiptToken } from './receipt-link.ts';
import { expiredPage, receiptPage } from './receipt-page.ts';
import { receiptStyle } from './receipt-style.ts';
import { ReceiptView } from './wire.ts';

const OrderParams = z.object({ orderId: z.string().min(1).max(64) });
const TokenParams = z.object({ token: z.string().min(1).max(256) });
const ReceiptQuery = z.object({ language: Language.optional() });

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Receipts: as data for the learner and the host platform, as a page to print for whoever has its link. */
export function receiptRoutes(
  deps: CheckoutDeps,
  { authenticate, host }: { authenticate: Authenticate; host: HostServer },
): FastifyPluginCallbackZod {
  /** The learner who asks; null when it is the host platform's server. */
  const learnerIdOf = async (token: string): Promise<string | null> => {
    try {
      return (await authenticate(token)).learnerId;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await host.authenticate(token, 'orders:read').catch(() => Promise.reject(error));
      return null;
    }
  };
  return (app, _options, done) => {
    app.get(
      '/v1/orders/:orderId/receipt',
      {
        config: { access: [...LEARNERS, ...HOST] },
        schema: {
          tags: ['checkout'],
          params: OrderParams,
          querystring: ReceiptQuery,
          response: { 200: ReceiptView },
        },
      },
      async (request, reply) => {
        const learnerId = await learnerIdOf(bearerToken(request.headers.authorization));
        reply.header('cache-control', 'no-store');
        const { language } = request.query;
        return readReceipt(deps, { ...request.params, learnerId, ...(language && { language }) });
      },
    );
    app.get(
      '/receipts/style.css',
      { config: { access: ANYBODY }, schema: { hide: true } },
      (_request, reply) =>
        reply
          .type('text/css; charset=utf-8')
          .header('cache-control', 'public, max-age=3600')
          .send(receiptStyle),
    );
    const withLink = { config: { access: WITH_LINK }, schema: { hide: true, params: TokenParams } };
    app.get('/receipts/:token', withLink, (request, reply) => sendReceipt(deps, reply, request.params.token));
    done();
  };
}

async function sendReceipt(deps: CheckoutDeps, reply: FastifyReply, token: string): Promise<FastifyReply> {
  const link = linkOfReceiptToken(deps.returnSecret, token);
  const isOpen = link !== null && deps.clock.wallMs() < link.expiresAtMs;
  const order = isOpen ? await findOrder(deps.db.query, link.orderId) : undefined;
  reply
    .header('content-security-policy', PAGE_POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8');
  const paidAtMs = order?.paidAtMs ?? null;
  if (link === null || order === undefined || paidAtMs === null)
    return reply.code(404).send(expiredPage(link?.language ?? 'zh'));
  return reply.send(receiptPage(await receiptFacts(deps.db.query, { ...order, paidAtMs }), link.language));
}
