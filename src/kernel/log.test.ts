import { expect, it } from 'vitest';
import { createLog } from './log.ts';

function linesOf(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ level: 'info', role: 'web', output: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

it('a line has the field names that Elastic knows, and the ids it was given', () => {
  const [line] = linesOf((log) => log.warn({ conversationId: 'conv_1', paymentId: 'pay_1' }, 'something'));
  expect(line).toMatchObject({
    'log.level': 'warn',
    'ecs.version': expect.stringMatching(/^8\./),
    'service.name': 'tilltalk',
    'service.node.roles': ['web'],
    message: 'something',
    conversationId: 'conv_1',
    paymentId: 'pay_1',
  });
  expect(new Date(String(line?.['@timestamp'])).toISOString()).toBe(line?.['@timestamp']);
});

it('an error is told with its kind, its trace and what caused it', () => {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const [line] = linesOf((log) => log.error({ error: new TypeError('no answer', { cause }) }, 'failed'));
  expect(line?.['error']).toMatchObject({
    type: 'TypeError',
    message: 'no answer',
    stack_trace: expect.stringContaining('log.test.ts'),
    cause: { message: 'refused', code: 'ECONNREFUSED' },
  });
});

it('secrets, card data and what people wrote reach no line, a level down either', () => {
  const hidden = {
    authorization: 'Bearer hidden',
    cookie: 'hidden',
    token: 'hidden',
    password: 'hidden',
    secret: 'hidden',
    cardNumber: 'hidden',
    cvc: 'hidden',
    text: 'hidden',
  };
  const lines = linesOf((log) => {
    log.info(hidden, 'top');
    log.info({ headers: hidden, body: hidden }, 'below');
    log.child({ token: 'hidden' }).info('of a child');
  });
  expect(lines).toHaveLength(3);
  expect(JSON.stringify(lines)).not.toContain('hidden"');
  expect(JSON.stringify(lines)).toContain('[redacted]');
});
