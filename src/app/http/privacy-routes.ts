import { Readable } from 'node:stream';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import {
  type Authenticate,
  bearerToken,
  isPersonalised,
  LEARNERS,
  setPersonalisation,
} from '../../identity/index.ts';
import { EraseBody, ErasureView, PersonalisationBody, PrivacyView } from '../../identity/privacy/wire.ts';
import { eraseMyData, exportMyData, type PrivacyDeps } from '../privacy.ts';

/** What stays after an erasure, and why; shown before it as well. */
const outcome: ErasureView = {
  erased: ['conversations', 'files', 'name', 'host_id', 'interests', 'invoice_details', 'payer_addresses'],
  kept: [
    {
      what: 'orders',
      why: {
        zh: '订单、付款、退款和账目：会计和税务法规要求保存，已与你的身份分开。',
        en: 'Orders, payments, refunds and the books: the law on accounts and taxes asks for them. They no longer name you.',
      },
    },
    {
      what: 'access',
      why: {
        zh: '你买过的内容：再次登录后仍可使用。',
        en: 'What you bought: it is still yours when you sign in again.',
      },
    },
    {
      what: 'complaints',
      why: {
        zh: '投诉和争议记录：处理期间和法定期限内需要保存。',
        en: 'Complaints and disputes: they are kept while they run and as long as the law asks.',
      },
    },
  ],
};

/** A learner's own data: taken along, deleted, and whether it may choose what is recommended. */
export function privacyRoutes(deps: PrivacyDeps, authenticate: Authenticate): FastifyPluginCallbackZod {
  const shared = { config: { access: LEARNERS } };
  const tags = ['privacy'];
  const learnerIdOf = async (authorization: string | undefined) =>
    (await authenticate(bearerToken(authorization))).learnerId;
  return (app, _options, done) => {
    app.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    app.get(
      '/v1/privacy',
      { ...shared, schema: { tags, response: { 200: PrivacyView } } },
      async (request) => {
        const learnerId = await learnerIdOf(request.headers.authorization);
        return { personalisation: await isPersonalised(deps.db.query, learnerId) };
      },
    );
    app.post(
      '/v1/privacy/personalisation',
      { ...shared, schema: { tags, body: PersonalisationBody, response: { 200: PrivacyView } } },
      async (request) => {
        const learnerId = await learnerIdOf(request.headers.authorization);
        const { isOn } = request.body;
        await setPersonalisation(deps, { learnerId, isOn });
        return { personalisation: isOn };
      },
    );
    app.get('/v1/privacy/export', { ...shared, schema: { tags } }, async (request, reply) => {
      const pieces = await exportMyData(deps, await learnerIdOf(request.headers.authorization));
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', 'attachment; filename="my-data.json"')
        .send(Readable.from(pieces));
    });
    app.post(
      '/v1/privacy/erasure',
      { ...shared, schema: { tags, body: EraseBody, response: { 200: ErasureView } } },
      async (request) => {
        await eraseMyData(deps, await learnerIdOf(request.headers.authorization));
        return outcome;
      },
    );
    done();
  };
}
