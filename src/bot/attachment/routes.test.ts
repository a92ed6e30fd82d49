import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Caller, StaffCaller } from '../../identity/index.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { DomainError, kernelErrors } from '../../kernel/errors.ts';
import { newId } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { createRateLimit } from '../../kernel/rate-limit.ts';
import { createTestFiles, PNG, type TestFiles } from './attachment.testing.ts';
import { attachmentRoutes } from './routes.ts';
import { type AttachmentLink, type AttachmentView, fileBytesMax } from './wire.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let files: TestFiles;
let app: FastifyInstance;
beforeAll(async () => {
  opened = await openTestSqlite();
});
beforeEach(async () => {
  files = createTestFiles(opened.db);
  const uploadLimit = createRateLimit(files.bot.deps.clock, { perMinute: 4 });
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof DomainError) return reply.code(error.definition.status).send({ code: error.code });
    return reply.code((error as { statusCode?: number }).statusCode ?? 500).send({});
  });
  await app.register(
    attachmentRoutes(
      { ...files.deps, uploadLimit, hasHeldPayment: async () => false },
      {
        // The id is the token: what proves an identity is not tested here.
        authenticate: async (token) => ({ learnerId: token, isGuest: true, expiresAtMs: 1 }) as Caller,
        requireStaff: () => async (request) => {
          const staffId = request.headers['x-staff'];
          if (typeof staffId !== 'string') throw new DomainError(kernelErrors.not_found);
          return { staffId, role: 'agent', displayName: '小陈', sessionHash: 's' } as StaffCaller;
        },
      },
    ),
  );
});
afterEach(async () => {
  await app.close();
  files.remove();
});
afterAll(() => opened.remove());

const begin = async () => {
  const learnerId = await files.bot.newLearner();
  return { learnerId, conversationId: await files.bot.open(learnerId) };
};
interface Put {
  readonly conversationId: string;
  readonly headers: Record<string, string>;
  readonly path?: string;
  readonly bytes?: Buffer;
  readonly name?: string;
}
const put = ({ conversationId, headers, path = '/v1', bytes = PNG, name = '截图.png' }: Put) =>
  app.inject({
    method: 'PUT',
    url: `${path}/conversations/${conversationId}/attachments/${newId('up')}?name=${encodeURIComponent(name)}`,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    payload: bytes,
  });
const of = (learnerId: string) => ({ authorization: `Bearer ${learnerId}` });
const linkTo = (attachmentId: string, headers: Record<string, string>, path = '/v1') =>
  app.inject({ url: `${path}/attachments/${attachmentId}/link`, headers });

it('a file is shown by a link that ends, can run nothing, and says what it is', async () => {
  const { learnerId, conversationId } = await begin();
  const view = (await put({ conversationId, headers: of(learnerId) })).json<AttachmentView>();
  const { url } = (await linkTo(view.attachmentId, of(learnerId))).json<AttachmentLink>();
  const shown = await app.inject({ url });
  expect(shown.rawPayload).toEqual(PNG);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^inline; filename=/),
    'content-security-policy': expect.stringMatching(/default-src 'none'; sandbox/),
    'x-content-type-options': 'nosniff',
  });
  const forged = url.replace(/signature=./, (found) => `signature=${found.endsWith('A') ? 'B' : 'A'}`);
  expect((await app.inject({ url: forged })).json()).toEqual({ code: 'not_found' });
  const later = url.replace(/until=[^&]+/, `until=${(Date.now() + 1e9).toString(36)}`);
  expect((await app.inject({ url: later })).json()).toEqual({ code: 'not_found' });
  files.bot.pass(limits.fileLinkTtlMs + 1);
  expect((await app.inject({ url })).json()).toEqual({ code: 'attachment_link_ended' });
});

it('markup that is sent as a file is saved as text, never shown as a page', async () => {
  const { learnerId, conversationId } = await begin();
  const bytes = Buffer.from('<html><script>alert(1)</script>');
  const sent = await put({ conversationId, headers: of(learnerId), bytes, name: 'page.html' });
  const view = sent.json<AttachmentView>();
  expect(view).toMatchObject({ contentType: 'text/plain', name: 'page.html.txt' });
  const { url } = (await linkTo(view.attachmentId, of(learnerId))).json<AttachmentLink>();
  const { headers } = await app.inject({ url });
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(headers['content-disposition']).toMatch(/^attachment;/);
});

it('nobody uploads into or reads a file of the thread of another', async () => {
  const [a, b] = [await begin(), await begin()];
  const refused = await put({ conversationId: b.conversationId, headers: of(a.learnerId) });
  expect(refused.json()).toEqual({ code: 'not_found' });
  const view = (await put({ conversationId: b.conversationId, headers: of(b.learnerId) })).json();
  for (const headers of [of(a.learnerId), of('lrn_none')]) {
    expect((await linkTo(view.attachmentId, headers)).json()).toEqual({ code: 'not_found' });
  }
  const stranger = { 'x-staff': 'stf_stranger' };
  expect((await linkTo(view.attachmentId, stranger, '/v1/console')).json()).toEqual({ code: 'not_found' });
});

it('only the agent who owns a thread sends files into it', async () => {
  const { conversationId } = await begin();
  const agent = { conversationId, headers: { 'x-staff': 'stf_1' }, path: '/v1/console' };
  expect((await put(agent)).json()).toEqual({ code: 'conversation_not_yours' });
  await opened.db.query
    .updateTable('conversation')
    .set({ owner: 'agent', ownerId: 'stf_1' })
    .where('conversationId', '=', conversationId)
    .execute();
  expect((await put(agent)).statusCode).toBe(201);
  const other = { ...agent, headers: { 'x-staff': 'stf_2' } };
  expect((await put(other)).json()).toEqual({ code: 'conversation_not_yours' });
});

it('uploads are limited in size and number, before a byte is kept', async () => {
  const { learnerId, conversationId } = await begin();
  const upload = (bytes?: Buffer) => put({ conversationId, headers: of(learnerId), ...(bytes && { bytes }) });
  expect((await upload(Buffer.alloc(fileBytesMax + 1))).statusCode).toBe(413);
  const answers = await Promise.all([1, 2, 3, 4].map(() => upload()));
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 201, 201, 429]);
});
