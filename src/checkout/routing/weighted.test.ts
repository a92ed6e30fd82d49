import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickWeighted } from './weighted.ts';

function picks(weights: Readonly<Record<string, number>>, count: number): string[] {
  const running = new Map<string, number>();
  return Array.from({ length: count }, () => pickWeighted(weights, running) ?? 'none');
}

const countOf = (list: readonly string[], gateway: string): number =>
  list.filter((picked) => picked === gateway).length;

describe('smooth weighted round-robin', () => {
  it('picks in the order that nginx documents for 5, 1, 1', () => {
    expect(picks({ a: 5, b: 1, c: 1 }, 7).join('')).toBe('aabacaa');
  });

  it('gives each its exact share over 1000 picks', () => {
    const list = picks({ a: 70, b: 20, c: 10 }, 1_000);
    expect(['a', 'b', 'c'].map((gateway) => countOf(list, gateway))).toEqual([700, 200, 100]);
  });

  it('never asks one of weight 0, and none when all are 0', () => {
    expect(countOf(picks({ a: 0, b: 3 }, 100), 'a')).toBe(0);
    expect(picks({ a: 0 }, 1)).toEqual(['none']);
  });

  it('is exact after every full round and never a whole pick off on the way, for any weights', () => {
    const weights = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 40 }), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(weights, (of) => {
        const sum = Object.values(of).reduce((total, weight) => total + weight, 0);
        const list = picks(of, sum * 2);
        for (const [gateway, weight] of Object.entries(of)) {
          expect(countOf(list.slice(0, sum), gateway)).toBe(weight);
          expect(countOf(list, gateway)).toBe(weight * 2);
        }
      }),
      { numRuns: 200 },
    );
  });
});
