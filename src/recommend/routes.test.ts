import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importCatalog } from '../checkout/index.ts';
import type { Authenticate } from '../identity/index.ts';
import { identityErrors } from '../identity/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { openTestSqlite } from '../kernel/db/engines.testing.ts';
import { DomainError } from '../kernel/errors.ts';
import { newId } from '../kernel/id.ts';
import { silentLog } from '../kernel/log.ts';
import { recommendRoutes } from './routes.ts';
import { createShelf } from './shelf.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let app: FastifyInstance;
const askedFor: string[] = [];

const authenticate: Authenticate = async (token) => {
  if (token !== 'good') throw new DomainError(identityErrors.unauthenticated);
  return { learnerId: 'learner_7', isGuest: false, expiresAtMs: Number.MAX_SAFE_INTEGER, wechatOpenid: null };
};

beforeAll(async () => {
  opened = await openTestSqlite();
  const { db } = opened;
  const clock = systemClock();
  const deps = { db, clock, newId, livemode: false };
  await importCatalog(deps, {
    input: ['{"id":1,"title":"Guitar chords","language":"en","kind":"course","price":"5","currency":"USD"}'],
    format: 'jsonl',
    fields: {},
    levels: {},
    source: 's',
    priceUnit: 'major',
    dryRun: false,
  });
  app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof DomainError ? error.definition.status : 400).send({}),
  );
  await app.register(
    recommendRoutes(
      {
        ...deps,
        shelf: createShelf({ db, clock, log: silentLog(), livemode: false }),
        ownedProductIds: async (learnerId) => {
          askedFor.push(learnerId);
          return new Set();
        },
        isPersonalised: async () => true,
      },
      authenticate,
    ),
  );
});
afterAll(async () => {
  await app.close();
  await opened.remove();
});

function post(payload: object, token = 'good') {
  return app.inject({
    method: 'POST',
    url: '/v1/recommendations',
    headers: { authorization: `Bearer ${token}` },
    payload,
  });
}
const BODY = { text: 'learn the guitar', language: 'en', surface: 'web' };

it('answers with cards for the learner that the token names', async () => {
  const response = await post(BODY);
  expect(response.statusCode).toBe(201);
  expect(response.json()).toMatchObject({
    strategy: 'match',
    relaxed: [],
    items: [{ title: 'Guitar chords', amountMinor: 500, currency: 'USD' }],
  });
  expect(askedFor).toEqual(['learner_7']);
});

it('slots that the caller understood are taken instead of reading the text', async () => {
  const response = await post({ ...BODY, text: 'anything', slots: { topic: 'guitar', kind: 'ebook' } });
  expect(response.json()).toMatchObject({ relaxed: [{ wish: 'kind' }] });
});

it('a caller without a valid token gets nothing', async () => {
  expect((await post(BODY, 'bad')).statusCode).toBe(401);
});

it.each([
  [{ ...BODY, text: '' }],
  [{ ...BODY, limit: 7 }],
  [{ ...BODY, language: 'fr' }],
  [{ ...BODY, currency: 'yuan' }],
  [{ ...BODY, learnerId: 'learner_1' }],
  [{ ...BODY, slots: { topic: 'x', priceCeiling: { amount: '-1', currency: 'USD' } } }],
])('a malformed request is refused: %j', async (body) => {
  expect((await post(body)).statusCode).toBe(400);
});
