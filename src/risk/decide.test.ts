import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import { decisions } from './types.ts';

const hits = fc.array(fc.record({ action: fc.constantFrom(...decisions) }), { maxLength: 6 });
const opinions = fc.record({
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  challengeAt: fc.constant(0.8),
});

describe('a decision', () => {
  it('is the strongest that a rule asks for: block, then review, then challenge', () => {
    fc.assert(
      fc.property(hits, fc.option(opinions), (list, opinion) => {
        const asked = list.map(({ action }) => action);
        const strongest = (['block', 'review', 'challenge'] as const).find((action) =>
          asked.includes(action),
        );
        if (strongest !== undefined) expect(decide(list, opinion)).toBe(strongest);
        else expect(['allow', 'challenge']).toContain(decide(list, opinion));
      }),
    );
  });

  it('of the model alone is never more than a challenge, since it has seen only simulated labels', () => {
    fc.assert(
      fc.property(opinions, (opinion) => {
        expect(decide([], opinion)).toBe(opinion.score >= 0.8 ? 'challenge' : 'allow');
      }),
    );
  });

  it('lets an allowing rule outweigh the model but no other rule', () => {
    const sure = { score: 1, challengeAt: 0.5 };
    expect(decide([{ action: 'allow' }], sure)).toBe('allow');
    expect(decide([{ action: 'allow' }, { action: 'challenge' }], sure)).toBe('challenge');
  });

  it('without rules that fire and without a model is allow', () => {
    expect(decide([], null)).toBe('allow');
  });
});
