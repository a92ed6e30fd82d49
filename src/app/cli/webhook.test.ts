import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grant, type Receiver, startReceiver, webhookDeps } from '../../checkout/webhook/webhook.testing.ts';
import { openTestSqlite } from '../../kernel/db/engines.testing.ts';
import { runForText } from './command.testing.ts';
import { webhookCommand } from './webhook.ts';

let opened: Awaited<ReturnType<typeof openTestSqlite>>;
let receiver: Receiver;
beforeAll(async () => {
  opened = await openTestSqlite();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  await opened.remove();
});

const run = (...args: string[]) =>
  runForText(webhookCommand, args, {
    ...opened,
    outside: () => ({
      HOUSE_SECRETS: [{ kid: 'k1', secret: 'a secret of this test alone' }],
      WEBHOOK_ALLOWED_HOSTS: [receiver.host],
    }),
  });

async function add(): Promise<string> {
  const { out } = await run('add', '--url', receiver.url, '--events', 'entitlement.granted');
  expect(out).toMatch(/^secret +whsec_/m);
  return /^added +(we_\S+)/m.exec(out)?.[1] ?? '';
}

describe('webhook', () => {
  it('an endpoint is added, tried, switched off and on, given a new secret, and never shows its secret again', async () => {
    const endpointId = await add();
    const tried = await run('test', endpointId);
    expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('delivered  status 200') });
    expect(tried.out).toContain('thanks');
    expect((await run('disable', endpointId)).out).toContain('disabled (by_hand)');
    expect((await run('enable', endpointId)).out).toContain('enabled');
    expect((await run('rotate-secret', endpointId, '--overlap-hours', '1')).out).toMatch(/whsec_/);
    const listed = await run('list', '--json');
    expect(listed.out).not.toContain('whsec_');
    expect(JSON.parse(listed.out)).toMatchObject({ endpoints: [{ endpointId, status: 'enabled' }] });
    expect((await run('list')).out).toContain(receiver.url);
  });

  it('what could not be delivered is shown with the answer and sent again', async () => {
    const endpointId = await add();
    await grant(webhookDeps(opened.db, { now: Date.now, allowedHosts: [receiver.host] }));
    const { out } = await run('deliveries', endpointId, '--status', 'pending', '--json');
    const { deliveries } = JSON.parse(out) as { deliveries: { deliveryId: string }[] };
    const deliveryId = deliveries[0]?.deliveryId ?? '';
    receiver.answer = (response) => response.writeHead(500).end('not now');
    const failed = await run('resend', endpointId, deliveryId);
    expect(failed).toMatchObject({ code: 1, out: expect.stringContaining('not delivered  status 500') });
    receiver.answer = (response) => response.end('thanks');
    expect((await run('resend', endpointId, deliveryId)).code).toBe(0);
    const shown = (await run('deliveries', endpointId)).out;
    expect(shown).toMatch(/delivered {2}entitlement\.granted/);
    expect(shown).toContain('resend  not delivered  status 500');
  });

  it.each([
    [['add', '--url', 'http://shop.example/h'], 1, 'the public internet only: it is not https.'],
    [['test', 'we_none'], 1, 'No such thing'],
    [['add'], 2, '--url must be a URL.'],
    [
      ['add', '--url', 'https://a.example', '--events', 'everything'],
      2,
      '--events must be of payment.authorized',
    ],
    [['disable'], 2, 'an ENDPOINT_ID is needed'],
    [['resend', 'we_1'], 2, 'webhook resend ENDPOINT_ID DELIVERY_ID'],
    [['deliveries', 'we_1', '--status', 'lost'], 2, '--status must be pending'],
    [['remove'], 2, 'There is no webhook remove'],
  ])('%j is told what is wrong', async (args, code, sentence) => {
    const result = await run(...args);
    expect(result.code).toBe(code);
    expect(result.err).toContain(sentence);
  });

  it('explains itself', async () => {
    expect((await run('add', '--help')).out).toContain('--overlap-hours');
  });
});
