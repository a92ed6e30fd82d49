import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../../kernel/log.ts';
import { sharedSegmenter } from '../../../recommend/index.ts';
import type { FaqEntry } from '../types.ts';
import { readEncoder } from './encoder-artifact.ts';
import { createEncoderReader } from './serve-encoder.ts';
import { trainFaqEncoder } from './train-faq-encoder.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilltalk-encoder-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entryOf = (key: string, zh: string[], en: string[]): FaqEntry => ({
  ...{ faqEntryId: key, key, version: 1, sourceUrl: null, validFromMs: null, validUntilMs: null },
  questions: { zh, en },
  answer: { zh: '答', en: 'Answer' },
});
const entries = [
  entryOf('certificate', ['有证书吗', '学完发证书吗'], ['do I get a certificate', 'is there a certificate']),
  entryOf('download', ['能下载吗', '可以离线看吗'], ['can I download it', 'can I watch it offline']),
];
const train = (seed: number) => trainFaqEncoder(sharedSegmenter(), { entries, seed, createdAtMs: 0 });

describe('the encoder of questions', () => {
  it('is the same for the same answers and seed, names its data, and is read as it was written', () => {
    const { bytes, head } = train(1);
    expect(train(1).bytes.equals(bytes)).toBe(true);
    const served = readEncoder(bytes);
    expect(served.head).toMatchObject(head);
    expect(head.dataHash).toMatch(/^[0-9a-f]{64}$/);
    expect(head.questions).toBe(8);
    expect(served.encoder.size).toBe(served.encoder.members.reduce((sum, { size }) => sum + size, 0));
  });

  it('is refused when a byte of it changed, and done without when it is refused or gone', () => {
    const { bytes } = train(1);
    const file = join(folder, 'encoder.bin');
    const read = createEncoderReader(file, silentLog());
    expect(read()).toBeNull();
    writeFileSync(file, bytes);
    expect(read()?.head.questions).toBe(8);
    const changed = Buffer.concat([bytes, Buffer.from([1])]);
    expect(() => readEncoder(changed)).toThrow('do not fit');
    writeFileSync(file, changed);
    expect(read()).toBeNull();
    rmSync(file);
    expect(read()).toBeNull();
  });

  it('too few ways to ask are said and nothing is trained', () => {
    const [only] = entries;
    expect(() =>
      trainFaqEncoder(sharedSegmenter(), {
        entries: [only ?? entryOf('a', [], [])],
        seed: 1,
        createdAtMs: 0,
      }),
    ).toThrow('too few');
  });
});
