import type { Database } from '../../kernel/db/database.ts';
import type { FactTable } from './schema.ts';

/** Days by table; the ledger's rows have no end, since the books must be whole. */
export type RetentionDays = Readonly<Partial<Record<FactTable | 'message', number>>>;

export interface IngestDeps {
  readonly db: Database;
  readonly livemode: boolean;
  /** Makes learners' keys. */
  readonly secret: string;
  readonly productsOf: (productIds: readonly string[]) => Promise<readonly ProductFact[]>;
  /** Whether the facts may hold what was written; left out: they do not. */
  readonly keepsText?: boolean;
  /** How long which facts are kept; left out: for ever. */
  readonly retention?: RetentionDays;
  /** The present instant, for retention. */
  readonly clock?: { nowMs(): number };
  /** True once the process wants to stop: what is read is kept, the rest comes later. */
  readonly isStopping?: () => boolean;
}

export interface ProductFact {
  readonly productId: string;
  readonly kind: string;
  readonly title: string;
  readonly language: string;
  readonly author: string | null;
}
