import type { Tx } from '../../kernel/db/database.ts';
import { insertRowUnlessKnown } from '../../kernel/db/prepared.ts';
import type { RiskDeps } from '../deps.ts';

/** What became known of a judged checkout. */
export interface NewLabel {
  readonly checkoutId: string;
  readonly learnerId: string | null;
  readonly source: 'dispute' | 'review' | 'refund' | 'staff';
  /** Of the dispute, review or refund: the same word of the same source is one label. */
  readonly sourceId: string;
  readonly isFraud: boolean;
  /** When it happened and from when on anybody could know; business time. */
  readonly occurredAtMs: number;
  readonly knownAtMs: number;
}

/** Keeps a label with both its dates; said again it changes nothing. */
export async function saveLabel(
  deps: Pick<RiskDeps, 'newId' | 'livemode'>,
  tx: Tx,
  label: NewLabel,
): Promise<void> {
  await insertRowUnlessKnown(tx, 'risk_label', {
    ...label,
    labelId: deps.newId('rlb'),
    livemode: deps.livemode ? 1 : 0,
    isFraud: label.isFraud ? 1 : 0,
  });
}
