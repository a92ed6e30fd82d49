import type { NotificationFault } from './notifier.ts';

/**
 * `error_before`: 500, nothing done. `error_after`: done, then 500. `no_answer`: done, never answered. `wrong_amount` and
 * `wrong_mchid`: the answer, signed, lies. `unsigned`, `forged`, `probe`: the answer is right and its proof is not.
 */
export type CallFault =
  | 'error_before'
  | 'error_after'
  | 'no_answer'
  | 'wrong_amount'
  | 'wrong_mchid'
  | 'unsigned'
  | 'forged'
  | 'probe'
  | 'frequency_limited';

export type Fault =
  | {
      readonly operation: 'create' | 'query' | 'close' | 'refund' | 'certificates' | 'bill';
      readonly kind: CallFault;
    }
  /** The refund ends otherwise, or is refused for good. */
  | {
      readonly operation: 'refund_ending';
      readonly kind: 'ABNORMAL' | 'CLOSED' | 'NOT_ENOUGH' | 'USER_ACCOUNT_ABNORMAL';
    }
  | { readonly operation: 'notification'; readonly kind: NotificationFault | 'wrong_amount' | 'wrong_mchid' }
  | { readonly operation: 'bill_file'; readonly kind: 'corrupt' | 'cut_off' | 'not_ready' };

export type Operation = Fault['operation'];

/** Faults that were asked for: each happens once, in order. */
export interface Faults {
  add(fault: Fault): void;
  take<Of extends Operation>(operation: Of): Extract<Fault, { operation: Of }>['kind'] | undefined;
  clear(): void;
}

export function newFaults(): Faults {
  const waiting: Fault[] = [];
  return {
    add: (fault) => void waiting.push(fault),
    take: (operation) => {
      const index = waiting.findIndex((fault) => fault.operation === operation);
      return (index < 0 ? undefined : waiting.splice(index, 1)[0]?.kind) as never;
    },
    clear: () => void waiting.splice(0),
  };
}
