import { type BenchOptions, type Figures, rounded } from './bench.ts';
import type { Buyers } from './buy-once.ts';
import { type Loop, runLoop } from './closed-loop.ts';
import { cpuMsOf, cpuMsOfTree } from './cpu.ts';
import type { Shop } from './shop.ts';

export interface Window extends Pick<BenchOptions, 'seconds'> {
  /** Purchases in flight. */
  readonly width: number;
  /** Bought in the thread of each learner. */
  readonly inThread?: boolean;
}

/** Lets buyers buy for a window of time, and counts the CPU time of every process that takes part. */
export function measurePurchases(
  shop: Shop,
  buyers: Buyers,
  { width, seconds, inThread }: Window,
): Promise<Loop> {
  return runLoop({
    width,
    seconds,
    work: () => buyers.buyOnce(inThread),
    read: () => {
      const own = process.cpuUsage();
      return {
        server: cpuMsOf(shop.server.pid),
        sandbox: cpuMsOf(shop.sandbox.pid),
        driver: (own.user + own.system) / 1000,
        database: shop.postgres === undefined ? 0 : cpuMsOfTree(shop.postgres.pid),
        looks: buyers.looks(),
      };
    },
  });
}

/** Purchases a second, their times and the server's CPU time for one. */
export function purchaseFigures(loop: Loop): Figures {
  return {
    paidPerSecond: rounded(loop.perSecond),
    p50Ms: rounded(loop.p50Ms),
    p99Ms: rounded(loop.p99Ms),
    cpuMsPerCheckout: rounded((loop.grown['server'] ?? 0) / Math.max(1, loop.done)),
  };
}

/** The same as a line for people. */
export function purchaseLine(width: number, loop: Loop): string {
  const each = (name: string): string => ((loop.grown[name] ?? 0) / Math.max(1, loop.done)).toFixed(2);
  return [
    `${String(width).padStart(3)} in flight: ${loop.perSecond.toFixed(1)} paid/s`,
    `p50 ${loop.p50Ms.toFixed(1)} ms, p99 ${loop.p99Ms.toFixed(1)} ms`,
    `CPU ms each: server ${each('server')}, sandbox ${each('sandbox')}, driver ${each('driver')}, database ${each('database')}`,
    `${each('looks')} looks each, ${loop.done} purchases`,
  ].join('; ');
}
