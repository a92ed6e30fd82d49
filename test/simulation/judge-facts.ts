import { systemClock } from '../../src/kernel/clock.ts';
import type { Database } from '../../src/kernel/db/database.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createMeter } from '../../src/kernel/meter.ts';
import { createAnalytics } from '../../src/metrics/index.ts';

interface FactsVerdict {
  /** Sentences; empty when every account of every day of the facts is what the ledger has. */
  readonly problems: readonly string[];
  readonly sumsCount: number;
}

/** Reads the facts of a database from nothing and compares their money with the ledger, day by day. */
export async function judgeFacts(db: Database): Promise<FactsVerdict> {
  const analytics = createAnalytics({
    ...{ db, clock: systemClock(), log: silentLog(), meter: createMeter({ processMetrics: false }) },
    ...{ livemode: false, timeZone: 'UTC', folder: ':memory:', threads: 1, memoryMb: 256, sqlTimeMs: 1_000 },
    ...{ secret: 'simulation', keepsText: false, retention: {}, productsOf: async () => [], isOwner: true },
  });
  try {
    const { sumsCount, differences } = await analytics.checkMoney();
    return { sumsCount, problems: differences.map(sentenceOf) };
  } finally {
    await analytics.close();
  }
}

type Difference = Awaited<
  ReturnType<ReturnType<typeof createAnalytics>['checkMoney']>
>['differences'][number];

function sentenceOf({ accountingDay, account, currency, ledgerMinor, factsMinor }: Difference): string {
  return `on ${accountingDay} the facts have ${factsMinor} ${currency} on ${account}, the ledger ${ledgerMinor}`;
}
