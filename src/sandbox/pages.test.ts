import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPage, postForm, startTestSandbox, submitCard, type TestSandbox } from './sandbox.testing.ts';

let sandbox: TestSandbox;
beforeEach(async () => {
  sandbox = await startTestSandbox();
});
afterEach(() => sandbox.close());

const card = { method: 'card', flow: 'redirect' };

async function statusOf(chargeId: string) {
  const { json } = await sandbox.api('GET', `/v1/charges/${chargeId}`);
  return { status: json.status, declineCode: json.declineCode };
}

async function eventOf(chargeId: string): Promise<string> {
  const received = await sandbox.merchant.notification(({ event }) => event.data['chargeId'] === chargeId);
  return received.event.type;
}

test('a scanned link leads to a page that pays', async () => {
  const { chargeId, payUrl } = await sandbox.charge();
  const page = await openPage(payUrl);
  expect(page.text).toContain('¥99.00');
  const posted = await postForm(payUrl, { token: page.token, action: 'pay', lang: 'en' });
  expect([posted.status, posted.headers.get('location')]).toEqual([303, `/result/${chargeId}?lang=en`]);
  expect(await eventOf(chargeId)).toBe('charge.succeeded');
  const result = await openPage(`${sandbox.url}/result/${chargeId}?lang=en`);
  expect(result.text).toContain('Payment complete');
  expect(result.text).not.toContain('http-equiv="refresh"');
});

test('a payer can cancel, and the charge is closed', async () => {
  const { chargeId, payUrl } = await sandbox.charge();
  const { token } = await openPage(payUrl);
  await postForm(payUrl, { token, action: 'cancel' });
  expect(await eventOf(chargeId)).toBe('charge.closed');
  expect((await openPage(`${sandbox.url}/result/${chargeId}`)).text).toContain('你取消了这次付款');
});

test('a redirect payer is sent back to the address the merchant gave', async () => {
  const returnUrl = 'http://127.0.0.1:9/return?checkout=co_1&x=%22%3E';
  const { chargeId, payUrl } = await sandbox.charge({ flow: 'redirect', returnUrl });
  const { token } = await openPage(payUrl);
  await postForm(payUrl, { token, action: 'pay' });
  const result = await openPage(`${sandbox.url}/result/${chargeId}`);
  expect(result.text).toContain(
    `<meta http-equiv="refresh" content="0;url=${returnUrl.replace('&', '&amp;')}">`,
  );
});

test.each([
  ['4242 4242 4242 4242', 'charge.succeeded', null],
  ['5555555555554444', 'charge.succeeded', null],
  ['4000000000000002', 'charge.failed', 'card_declined'],
  ['4000000000009995', 'charge.failed', 'insufficient_funds'],
])('card %s ends as %s', async (number, type, declineCode) => {
  const { chargeId } = await sandbox.charge(card);
  const posted = await submitCard(sandbox, chargeId, number);
  expect(posted.headers.get('location')).toContain(`/result/${chargeId}`);
  expect(await eventOf(chargeId)).toBe(type);
  expect((await statusOf(chargeId)).declineCode).toBe(declineCode);
});

test('the slow card is processing first and succeeds by itself', async () => {
  await sandbox.restart({ slowMs: 1_000 });
  const { chargeId } = await sandbox.charge(card);
  await submitCard(sandbox, chargeId, '4000000000000077');
  const waiting = await openPage(`${sandbox.url}/result/${chargeId}`);
  expect(waiting.text).toContain('正在处理');
  expect(waiting.headers.get('refresh')).toBe('2');
  expect(await eventOf(chargeId)).toBe('charge.succeeded');
  expect((await openPage(`${sandbox.url}/result/${chargeId}`)).text).toContain('付款成功');
});

test('the time-out card takes the money, never answers the browser and tells the merchant late', async () => {
  const { chargeId } = await sandbox.charge(card);
  const url = `${sandbox.url}/card/${chargeId}`;
  const { token } = await openPage(url);
  const fields = { token, action: 'pay', number: '4000000000000341', expiry: '12/40', cvc: '123', name: 'A' };
  const unanswered = fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(500),
  });
  await expect(unanswered).rejects.toThrow();
  expect(await statusOf(chargeId)).toEqual({ status: 'succeeded', declineCode: null });
  expect(await eventOf(chargeId)).toBe('charge.succeeded');
  const listed = (await sandbox.control('GET', '/notifications')).json.notifications[0];
  const waitedMs = (listed?.attempts[0]?.atMs ?? 0) - (listed?.createdAtMs ?? 0);
  expect(waitedMs).toBeGreaterThanOrEqual(75);
});

test.each([
  ['right', 'charge.succeeded', null],
  ['wrong', 'charge.failed', 'challenge_failed'],
])('the %s code of a challenge ends as %s', async (kind, type, declineCode) => {
  const { chargeId } = await sandbox.charge(card);
  const posted = await submitCard(sandbox, chargeId, '4000002760003184');
  const url = `${sandbox.url}/challenge/${chargeId}`;
  expect(posted.headers.get('location')).toContain(`/challenge/${chargeId}`);
  expect((await statusOf(chargeId)).status).toBe('pending');
  const page = await openPage(url);
  const shown = /id="code-shown">(\d{6})</.exec(page.text)?.[1] ?? '';
  const wrong = shown === '000000' ? '111111' : '000000';
  await postForm(url, { token: page.token, action: 'pay', code: kind === 'right' ? shown : wrong });
  expect(await eventOf(chargeId)).toBe(type);
  expect((await statusOf(chargeId)).declineCode).toBe(declineCode);
});

test('a challenge survives a restart with its code', async () => {
  const { chargeId } = await sandbox.charge(card);
  await submitCard(sandbox, chargeId, '4000002760003184');
  const code = async () =>
    /id="code-shown">(\d{6})</.exec((await openPage(`${sandbox.url}/challenge/${chargeId}`)).text)?.[1];
  const before = await code();
  await sandbox.restart();
  expect(await code()).toBe(before);
});

test('mistyped card fields come back with a reason each, the security code never, and nothing is charged', async () => {
  const { chargeId } = await sandbox.charge({ ...card, language: 'en' });
  const url = `${sandbox.url}/card/${chargeId}`;
  const { token } = await openPage(url);
  const typed = {
    token,
    action: 'pay',
    number: '4242424242424241',
    expiry: '01/20',
    cvc: '98765',
    name: ' ',
  };
  const posted = await postForm(url, typed);
  const text = await posted.text();
  expect(posted.status).toBe(422);
  expect(text.match(/aria-invalid="true"/g)).toHaveLength(4);
  expect(text).toContain('value="4242424242424241"');
  expect(text).not.toContain('98765');
  expect((await statusOf(chargeId)).status).toBe('pending');
});

test('a form without its token, with a used one or with that of another charge is refused', async () => {
  const [one, two] = [await sandbox.charge(), await sandbox.charge()];
  const { token } = await openPage(two.payUrl);
  for (const forged of ['', 'made-up', token]) {
    expect((await postForm(one.payUrl, { token: forged, action: 'pay' })).status).toBe(403);
  }
  expect((await statusOf(one.chargeId)).status).toBe('pending');
  const cardCharge = await sandbox.charge(card);
  const cardToken = (await openPage(cardCharge.payUrl)).token;
  await postForm(cardCharge.payUrl, { token: cardToken, action: 'pay', number: '1' });
  expect((await postForm(cardCharge.payUrl, { token: cardToken, action: 'cancel' })).status).toBe(403);
});

test('a form that another site posts is refused even with a good token', async () => {
  const { chargeId, payUrl } = await sandbox.charge();
  const { token } = await openPage(payUrl);
  for (const origin of ['http://evil.example', 'null', sandbox.url.replace('127.0.0.1', 'localhost')]) {
    expect((await postForm(payUrl, { token, action: 'pay' }, { origin })).status).toBe(403);
  }
  expect((await statusOf(chargeId)).status).toBe('pending');
  expect((await postForm(payUrl, { token, action: 'pay' }, { origin: sandbox.url })).status).toBe(303);
});

test('a second click pays once and lands on the result', async () => {
  const { chargeId, payUrl } = await sandbox.charge();
  const { token } = await openPage(payUrl);
  const clicks = await Promise.all([1, 2, 3].map(() => postForm(payUrl, { token, action: 'pay' })));
  expect(clicks.map(({ status }) => status)).toEqual([303, 303, 303]);
  await eventOf(chargeId);
  const listed = (await sandbox.control('GET', '/notifications')).json.notifications;
  expect(listed).toHaveLength(1);
});

test('what merchant and payer wrote is text on every page', async () => {
  const nasty = `<img src=x onerror=alert(1)>"'&`;
  const charge = await sandbox.charge({ ...card, description: nasty });
  const url = `${sandbox.url}/card/${charge.chargeId}`;
  const { token, text } = await openPage(url);
  const posted = await postForm(url, {
    token,
    action: 'pay',
    number: nasty,
    expiry: nasty,
    cvc: nasty,
    name: nasty,
  });
  const home = await openPage(`${sandbox.url}/`);
  for (const page of [text, await posted.text(), home.text]) {
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    expect(page).not.toContain('<img');
  }
});

test('every page forbids scripts, frames and foreign forms', async () => {
  const { payUrl, chargeId } = await sandbox.charge();
  for (const url of [
    payUrl,
    `${sandbox.url}/`,
    `${sandbox.url}/result/${chargeId}`,
    `${sandbox.url}/pay/nobody`,
  ]) {
    const { headers, text } = await openPage(url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<script|<style| style=| on[a-z]+=/);
  }
});

test('a page of an unknown charge is a readable 404', async () => {
  const page = await openPage(`${sandbox.url}/pay/ch_unknown?lang=zh`);
  expect(page.status).toBe(404);
  expect(page.text).toContain('找不到这笔付款');
});

test('pages speak the language of the charge until the payer switches', async () => {
  const { payUrl } = await sandbox.charge({ language: 'en' });
  expect((await openPage(payUrl)).text).toContain('<html lang="en">');
  expect((await openPage(`${payUrl}?lang=zh`)).text).toContain('确认付款');
});
