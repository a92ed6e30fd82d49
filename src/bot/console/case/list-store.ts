import type { Queries } from '../../../kernel/db/database.ts';
import type { CaseKind } from './wire.ts';

export interface CasesWanted {
  readonly livemode: number;
  readonly limit: number;
  readonly open?: boolean | undefined;
  readonly kind?: CaseKind | undefined;
  /** An id; null for nobody's. */
  readonly ownerId?: string | null | undefined;
  readonly conversationId?: string | undefined;
  readonly learnerId?: string | undefined;
  readonly after?: { readonly atMs: number; readonly caseId: string } | undefined;
}

/** Open ones by when they are due, all others from the newest. */
export function findCases(queries: Queries, wanted: CasesWanted) {
  const isOpen = wanted.open === true;
  const column = isOpen ? 'support_case.dueAtMs' : 'support_case.openedAtMs';
  const direction = isOpen ? 'asc' : 'desc';
  const beyond = isOpen ? '>' : '<';
  const { open, kind, ownerId, conversationId, learnerId, after } = wanted;
  return cases(queries)
    .where('support_case.livemode', '=', wanted.livemode)
    .$if(open !== undefined, (query) =>
      query.where('support_case.closedAtMs', isOpen ? 'is' : 'is not', null),
    )
    .$if(kind !== undefined, (query) => query.where('support_case.kind', '=', kind ?? ''))
    .$if(ownerId === null, (query) => query.where('support_case.ownerId', 'is', null))
    .$if(typeof ownerId === 'string', (query) => query.where('support_case.ownerId', '=', ownerId ?? ''))
    .$if(conversationId !== undefined, (query) =>
      query.where('support_case.conversationId', '=', conversationId ?? ''),
    )
    .$if(learnerId !== undefined, (query) => query.where('support_case.learnerId', '=', learnerId ?? ''))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb(column, beyond, after?.atMs ?? 0),
          eb.and([eb(column, '=', after?.atMs ?? 0), eb('support_case.caseId', beyond, after?.caseId ?? '')]),
        ]),
      ),
    )
    .orderBy(column, direction)
    .orderBy('support_case.caseId', direction)
    .limit(wanted.limit)
    .execute();
}

/** One case with what its line shows. */
export function findCaseLine(queries: Queries, { caseId, livemode }: { caseId: string; livemode: number }) {
  return cases(queries)
    .where('support_case.caseId', '=', caseId)
    .where('support_case.livemode', '=', livemode)
    .executeTakeFirst();
}

function cases(queries: Queries) {
  return queries
    .selectFrom('support_case')
    .leftJoin('learner', 'learner.learnerId', 'support_case.learnerId')
    .leftJoin('payment', 'payment.paymentId', 'support_case.paymentId')
    .leftJoin('orders', 'orders.orderId', 'payment.orderId')
    .selectAll('support_case')
    .select(['learner.displayName', 'payment.currency', 'payment.amountMinor', 'orders.orderNumber']);
}

export type FoundCase = NonNullable<Awaited<ReturnType<typeof findCaseLine>>>;
