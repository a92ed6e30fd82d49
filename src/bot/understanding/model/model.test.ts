import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSegmenter } from '../../../recommend/index.ts';
import { INTENTS } from '../intents.ts';
import { understand } from '../understand.ts';
import { intentOf, type Want } from '../wants.ts';
import { EXAMPLES_FOLDER, INTENT_MODEL_FILE, loadIntentModel } from './load-model.ts';
import { readModel, sealModel } from './model-artifact.ts';
import { readExamples } from './read-examples.ts';
import { trainModel } from './train-model.ts';

const bytes = readFileSync(INTENT_MODEL_FILE);
const linesOf = (name: string) => readExamples(readFileSync(join(EXAMPLES_FOLDER, name), 'utf8'));

describe('sayings', () => {
  it.each(['zh.md', 'en.md'])(
    '%s has at least forty wants with twenty-five different sayings each',
    (name) => {
      const byWant = new Map<string, Set<string>>();
      for (const { text, label } of linesOf(name)) {
        byWant.set(label, (byWant.get(label) ?? new Set()).add(text));
      }
      expect(byWant.size).toBeGreaterThanOrEqual(40);
      for (const [want, sayings] of byWant) expect([want, sayings.size >= 25]).toEqual([want, true]);
    },
  );

  it('every want is answered by a dialog', () => {
    for (const { label } of [...linesOf('zh.md'), ...linesOf('en.md')])
      expect(INTENTS).toContain(intentOf(label as Want));
  });

  it('what is outside is never learned', () => {
    const learned = new Set([...linesOf('zh.md'), ...linesOf('en.md')].map(({ text }) => text));
    for (const { text } of linesOf('outside.md')) expect(learned.has(text)).toBe(false);
  });
});

describe('the artifact', () => {
  it('in the repository is of these sayings, small and quickly loaded', () => {
    const began = process.cpuUsage();
    const model = loadIntentModel(INTENT_MODEL_FILE);
    const { user, system } = process.cpuUsage(began);
    expect(new Set(model.labels)).toEqual(new Set(linesOf('zh.md').map(({ label }) => label)));
    expect(bytes.length).toBeLessThan(5 * 1024 * 1024);
    expect((user + system) / 1000).toBeLessThan(400);
  });

  it('is refused when one byte changes, is missing or is too many', () => {
    const refused = expect.objectContaining({ name: 'ModelRefused' });
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ change;
        expect(() => readModel(changed)).toThrow(refused);
      }),
      { numRuns: 20 },
    );
    for (const changed of [bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from('x')]), Buffer.alloc(0)])
      expect(() => readModel(changed)).toThrow(refused);
    expect(() => loadIntentModel('missing.bin')).toThrow(refused);
  });

  const command = {
    examples: ['buy it', 'i buy this', 'order it now', 'refund it', 'money back', 'return this now'].flatMap(
      (text, at) => Array.from({ length: 90 }, () => ({ text, label: at < 3 ? 'buy' : 'refund' })),
    ),
    outside: ['will it rain'],
    seed: 1,
    createdAtMs: 0,
  };

  it('is the same bytes from the same sayings, and tells them apart', () => {
    const segmenter = createSegmenter();
    const { bytes: first, head } = trainModel(segmenter, command);
    expect(trainModel(segmenter, command).bytes.equals(first)).toBe(true);
    expect(head.heldOut).toMatchObject({ lines: 540, accuracy: 1, outsideLines: 1 });
  });

  it('that would not compute what was trained is refused, even when it is whole', () => {
    const { bytes: whole, head } = trainModel(createSegmenter(), command);
    const model = readModel(whole);
    const biases = model.classifier.biases.map((bias) => bias + 0.01);
    const changed = { ...model, classifier: { ...model.classifier, biases } };
    expect(() => readModel(sealModel(head, changed))).toThrow(/parity/);
    expect(() => readModel(sealModel({ ...head, placeCount: 3 }, model))).toThrow(/numbers/);
    expect(() => readModel(sealModel({ ...head, labels: [] }, model))).toThrow(/no intent model/);
  });
});

describe('understanding', () => {
  it.each([
    ['我昨天申请的退款现在什么进度了呀', 'refund', 'refund_status'],
    ['学完这门课会给结业证吗', 'terms', 'certificate'],
    ['could i save the lessons for a flight without internet', 'terms', 'download'],
    ['the video of lesson three keeps freezing', 'access', 'playback_trouble'],
    ['这课是哪位老师主讲', 'details', 'teacher'],
  ])('"%s" is %s, more finely %s', (text, intent, want) => {
    expect(understand(text, 'zh')).toMatchObject({ intent, want });
  });

  it('is unsure of what nobody here could know, and offers what comes near', () => {
    const strange = understand('how do i pay the electricity bill for my flat', 'en');
    expect(understand('i want my money back for this course', 'en').confidence).toBeGreaterThan(
      strange.intent === 'search' ? strange.confidence : 0,
    );
    for (const text of ['退', 'my thing is broken help']) {
      const { intent, alternatives } = understand(text, 'en');
      expect(alternatives).not.toContain(intent);
      expect(alternatives.length).toBeLessThanOrEqual(2);
    }
  });

  it('reads what a message names', () => {
    expect(understand('订单 20261123ab12cd34 昨天买的,两小时以内的课,预算 200 元', 'zh').slots).toMatchObject(
      {
        orderNumber: '20261123AB12CD34',
        date: { daysFromToday: -1 },
        durationMinutes: 120,
        priceCeiling: { amount: '200' },
      },
    );
    expect(understand('paid on march 3rd, a beginner ebook of 30 minutes', 'en').slots).toMatchObject({
      date: { month: 3, day: 3 },
      durationMinutes: 30,
      kind: 'ebook',
      level: 'beginner',
    });
    expect(understand('2026-13-40', 'en').slots.date).toBeUndefined();
  });

  it('takes less than a millisecond of CPU', () => {
    const texts = linesOf('en.md').map(({ text }) => text);
    for (const text of texts.slice(0, 300)) understand(text, 'en');
    const began = process.cpuUsage();
    for (const text of texts.slice(300, 800)) understand(text, 'en');
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 500 / 1000).toBeLessThan(1);
  });
});
