import { rmSync, writeFileSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterEach, describe, expect, it } from 'vitest';

const PLANTED = 'src/kernel/planted-violation.ts';

async function cruiseHouse(): Promise<ICruiseResult> {
  const config = await extractDepcruiseConfig('./.dependency-cruiser.cjs');
  const { output } = await cruise(['src', 'widgets'], { ...config.options, ruleSet: config, validate: true });
  if (typeof output === 'string') throw new Error('no result');
  return output;
}

const sentenceOf = (violation: ICruiseResult['summary']['violations'][number]) =>
  `${violation.rule.name}: ${violation.from} -> ${violation.to}`;

describe('the rules of the house', () => {
  afterEach(() => rmSync(PLANTED, { force: true }));

  it('hold for every import, and the tool really read the house', async () => {
    const { summary } = await cruiseHouse();
    expect(summary.totalCruised).toBeGreaterThan(150);
    expect(summary.violations.map(sentenceOf)).toEqual([]);
  }, 120_000);

  it('catch an import upwards, past the door, and of a vendor outside its home', async () => {
    writeFileSync(
      PLANTED,
      "import { startCheckout } from '../checkout/session/start-checkout.ts';\nimport { Kysely } from 'kysely';\nexport const planted = [startCheckout, Kysely];\n",
    );
    const { summary } = await cruiseHouse();
    const names = new Set(summary.violations.map((violation) => violation.rule.name));
    expect(names).toContain('look-down-only-kernel');
    expect(names).toContain('through-the-door-checkout');
    expect(names).toContain('vendor-home-Kysely and database drivers');
  }, 120_000);
});
