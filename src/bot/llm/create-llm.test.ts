import { describe, expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import type { EgressRequest } from '../../kernel/egress/egress.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import type { DraftPiece } from '../types.ts';
import { createLlm } from './create-llm.ts';
import type { Llm } from './types.ts';

const data = (content: string): string => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n`;
const ASK = {
  learnerId: 'lrn_1',
  language: 'zh',
  question: '想学 Python',
  offline: '找到这几个：',
  items: [],
} as const;

/** A model behind a fake door: `says` is the body of its answer. */
function begin(changes: { says?: string; status?: number; isOff?: () => boolean } = {}) {
  let nowMs = 0;
  const sent: EgressRequest[] = [];
  const { says = `${data('很合适。')}data: [DONE]\n`, status = 200, isOff = () => false } = changes;
  const llm = createLlm({
    settings: { baseUrl: 'http://model/v1/', model: 'm', apiKey: 'k', perLearnerDay: 100, perDay: 100 },
    egress: {
      refusalOf: () => undefined,
      send: async (request) => {
        sent.push(request);
        if (status === 200) request.onBytes?.(Buffer.from(says));
        return { outcome: 'answered', status, headers: {}, body: Buffer.from(says), isCut: false };
      },
    },
    clock: systemClock(() => nowMs),
    log: silentLog(),
    meter: createMeter({ processMetrics: false }),
    isOff,
  });
  return { llm, sent, pass: (ms: number) => (nowMs += ms) };
}

async function said(llm: Llm): Promise<string | null> {
  const pieces = await llm.reword(ASK);
  if (pieces === null) return null;
  let text = '';
  for await (const piece of pieces as AsyncIterable<DraftPiece>)
    text = typeof piece === 'string' ? text + piece : piece.instead;
  return text;
}

describe('a connected model', () => {
  it('is asked by the protocol, with its key', async () => {
    const { llm, sent } = begin();
    expect(await said(llm)).toBe('很合适。');
    expect(sent[0]).toMatchObject({
      url: 'http://model/v1/chat/completions',
      headers: { authorization: 'Bearer k' },
    });
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ model: 'm', stream: true });
  });

  it('is not asked while the switch is off', async () => {
    const { llm, sent } = begin({ isOff: () => true });
    expect(await said(llm)).toBeNull();
    expect(sent).toEqual([]);
  });

  it('that fails again and again is left alone for a while, then tried once', async () => {
    const { llm, sent, pass } = begin({ status: 503 });
    for (let time = 0; time < 4; time += 1) expect(await said(llm)).toBe('找到这几个：');
    expect(await said(llm)).toBeNull();
    expect(sent).toHaveLength(4);
    pass(31_000);
    expect(await said(llm)).toBe('找到这几个：');
    expect(await said(llm)).toBeNull();
  });

  it('may name an intent that was offered, and nothing else', async () => {
    const ask = { learnerId: 'lrn_1', question: '呃', intents: ['search', 'orders'] } as const;
    const answering = (json: string) => begin({ says: `${data(json)}data: [DONE]\n` }).llm.understand(ask);
    expect(await answering('{"intent":"search","topic":"Python"}')).toEqual({
      intent: 'search',
      topic: 'Python',
    });
    expect(await answering('{"intent":"manipulate"}')).toBeNull();
    expect(await answering('{"intent":"refund_all","price":1}')).toBeNull();
    expect(await answering('sure!')).toBeNull();
  });
});
