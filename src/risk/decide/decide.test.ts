import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisions } from '../types.ts';
import { decide } from './decide.ts';

const hits = fc.array(
  fc.record({ action: fc.constantFrom(...decisions), priority: fc.integer({ min: 0, max: 100 }) }),
  { maxLength: 6 },
);
const asks = fc.constantFrom('allow', 'challenge', 'block');
const hit = (action: (typeof decisions)[number], priority: number) => ({ action, priority });

describe('a decision', () => {
  it('is a block whenever a rule asks for one, whatever else is said', () => {
    fc.assert(
      fc.property(hits, asks, asks, (list, model, floor) => {
        const all = [...list, hit('block', 0)];
        expect(decide({ hits: all, model, floor })).toBe('block');
      }),
    );
  });

  it('without a block is the strongest that a rule asks for above every allowing one; the model comes last', () => {
    fc.assert(
      fc.property(hits, asks, (list, model) => {
        const decided = decide({ hits: list, model, floor: 'allow' });
        const allowing = Math.max(
          -1,
          ...list.filter((one) => one.action === 'allow').map((one) => one.priority),
        );
        const counting = list.filter((one) => one.action === 'block' || one.priority >= allowing);
        const strongest = (['block', 'review', 'challenge'] as const).find((action) =>
          counting.some((one) => one.action === action),
        );
        expect(decided).toBe(strongest ?? (list.length > 0 ? 'allow' : model));
      }),
    );
  });

  it('lets an allowing rule outweigh the model and what stands below it, and nothing above it', () => {
    const sure = { model: 'block', floor: 'allow' } as const;
    expect(decide({ hits: [hit('allow', 10)], ...sure })).toBe('allow');
    expect(decide({ hits: [hit('allow', 10), hit('challenge', 60)], ...sure })).toBe('challenge');
    expect(decide({ hits: [hit('allow', 85), hit('challenge', 60), hit('review', 80)], ...sure })).toBe(
      'allow',
    );
    expect(decide({ hits: [hit('allow', 85), hit('block', 20)], ...sure })).toBe('block');
  });

  it('is never below what must be done for a part that is missing', () => {
    expect(decide({ hits: [], model: 'allow', floor: 'challenge' })).toBe('challenge');
    expect(decide({ hits: [hit('allow', 85)], model: 'allow', floor: 'block' })).toBe('block');
    expect(decide({ hits: [hit('review', 80)], model: 'allow', floor: 'challenge' })).toBe('review');
  });

  it('without rules that fire and without a model is allow', () => {
    expect(decide({ hits: [], model: 'allow', floor: 'allow' })).toBe('allow');
  });
});
