import { type CheckoutDeps, findProducts } from '../checkout/index.ts';
import { deriveKey, presentKey } from '../kernel/derive-key.ts';
import { type Analytics, createAnalytics } from '../metrics/index.ts';
import type { Config } from './config.ts';
import type { Kernel } from './open-kernel.ts';
import { partsOf } from './roles.ts';

export type { Analytics };

/** The facts beside the database: kept by the process that does the background work, for itself and its routes. */
export function analyticsOf(
  kernel: Kernel,
  config: Config,
  { merchant }: Pick<CheckoutDeps, 'merchant'>,
): Analytics {
  return createAnalytics({
    ...kernel,
    timeZone: merchant.timeZone,
    folder: config.DATA_DIR,
    threads: config.ANALYTICS_THREADS,
    memoryMb: config.ANALYTICS_MEMORY_MB,
    keepsText: config.ANALYTICS_TEXT === 'on',
    retention: config.ANALYTICS_RETENTION,
    sqlTimeMs: config.ANALYTICS_SQL_SECONDS * 1000,
    secret: deriveKey(presentKey(config.HOUSE_SECRETS), 'learner_key').toString('hex'),
    isOwner: partsOf(config.ROLE).worker,
    productsOf: async (productIds) => {
      const found = await findProducts(kernel.db.query, productIds);
      return found.map(({ product: { productId, kind, title, language, author } }) => ({
        ...{ productId, kind, title, language },
        author: author ?? null,
      }));
    },
  });
}
