import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression, compileRule, RuleRefused } from './compile-rule.ts';
import { standardDefinitions } from './standard-rules.ts';

const faultOf = (expression: string) => {
  try {
    compileExpression(expression);
    return null;
  } catch (error) {
    if (error instanceof RuleRefused) return error.fault;
    throw error;
  }
};

describe('an expression', () => {
  it.each([
    ['failures_10m >=', /Unexpected/, 15],
    ['failures_10m > 1 && nope > 2', /Unknown variable: nope/, 20],
    ['method > 3', /no such overload/, 0],
    ['failures_10m + 1 > 2', /write numbers as 1\.0/, 0],
    ['failures_10m', /gives double/, 0],
    ['true', /no field/, 0],
    ['method.matches("(a+)+$")', /too long/, 0],
    [`failures_10m > ${'1'.repeat(2_100)}`, /2000 characters/, 0],
  ])('%s is refused with the reason and its place', (expression, message, start) => {
    expect(faultOf(expression)).toMatchObject({ message: expect.stringMatching(message), start });
  });

  it.each([
    ['failures_10m == 4', { failures_10m: 4 }, true],
    ['failures_10m != 4', { failures_10m: 4 }, false],
    ['method in ["card", "alipay"] && amountTypical * 2.0 > 3.0', { method: 'card', amountTypical: 2 }, true],
    ['!onBlockList && method.startsWith("c")', { onBlockList: false, method: 'card' }, true],
  ])('%s compiles and decides', (expression, facts, fires) => {
    expect(compileExpression(expression)(facts)).toBe(fires);
  });

  it('never takes what is not known for false: unknown stays unknown unless the rest decides', () => {
    const either = compileExpression('failures_10m > 1 || products_24h > 1');
    expect(either({ failures_10m: null, products_24h: 2 })).toBe(true);
    expect(either({ failures_10m: null, products_24h: 0 })).toBeNull();
    expect(compileExpression('failures_10m > 1 && products_24h > 1')({ products_24h: 0 })).toBe(false);
    expect(compileExpression('!(failures_10m > 1)')({ failures_10m: Number.NaN })).toBeNull();
  });

  it('decides as the library does on the whole expression, whatever is asked and known', () => {
    const names = ['failures_10m', 'products_24h', 'spend_24h'] as const;
    const atom = fc
      .tuple(fc.constantFrom(...names), fc.constantFrom('<', '>=', '=='), fc.integer({ min: 0, max: 3 }))
      .map(([name, operator, value]) => `${name} ${operator} ${value}.0`);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        atom,
        fc
          .tuple(tie('tree'), fc.constantFrom('&&', '||'), tie('tree'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
        tie('tree').map((inner) => `!(${inner})`),
      ),
    }));
    const known = fc.option(fc.integer({ min: 0, max: 3 }));
    const environment = new Environment();
    for (const name of names) environment.registerVariable(name, 'double');
    fc.assert(
      fc.property(tree, known, known, known, (expression, failures_10m, products_24h, spend_24h) => {
        const facts = { failures_10m, products_24h, spend_24h };
        let whole: unknown = null;
        try {
          whole = environment.evaluate(expression, facts);
        } catch {
          // The library throws where the outcome hangs on a field that is null.
        }
        expect(compileExpression(expression)(facts)).toBe(whole);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a rule', () => {
  const [standard] = standardDefinitions;
  if (standard === undefined) throw new Error('there is no standard rule');

  it('puts figures into its sentence for staff, and refuses a field that there is not', () => {
    const made = (analystText: string) =>
      compileRule({ ...standard, analystText }, { version: 1, state: 'live' });
    expect(
      made('{spend_24h} prices, by {method}, {amountAgainstOwn}.').staff({
        spend_24h: 2.345,
        method: 'card',
      }),
    ).toBe('2.35 prices, by card, unknown.');
    expect(() => made('{nothing} declines.')).toThrow(/\{nothing\}/);
  });
});
