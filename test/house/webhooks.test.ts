import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { publicEvents } from '../../src/checkout/webhook/wire.ts';
import { makeWebhookSecret, signWebhook } from '../../src/kernel/webhook/sign-webhook.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const docs = readFileSync('docs/WEBHOOKS.md', 'utf8');

it.each(Object.entries(publicEvents))('the docs tell every member of %s', (type, schema) => {
  const members = Object.keys(schema.shape).map((member) => `\`${member}\``);
  expect(docs).toContain(`| \`${type}\` | ${members.join(' ')} |`);
});

it('the receiver in the docs takes what is signed and refuses what is not', async () => {
  const code = /```js\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';
  const [port, secret] = [await freePort(), makeWebhookSecret()];
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { PORT: String(port), WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  try {
    const body = JSON.stringify({ type: 'webhook.trial', data: { endpointId: 'we_1' } });
    const send = async (secrets: string[]): Promise<number> => {
      const headers = signWebhook({ id: 'msg_1', timestampMs: Date.now(), body, secrets });
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers });
      return response.status;
    };
    await until(
      () => send([secret]).catch(() => 0),
      (status) => status === 204,
    );
    expect(await send([makeWebhookSecret()])).toBe(400);
    expect(await send([makeWebhookSecret(), secret])).toBe(204);
    expect(lines.join()).toContain('msg_1 webhook.trial');
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});
