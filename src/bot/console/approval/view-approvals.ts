import { maskName, type StaffCaller } from '../../../identity/index.ts';
import { limits } from '../../../kernel/limits.ts';
import type { ConsoleOpsDeps } from '../deps.ts';
import { isSupervisor, namesOfStaff } from '../thread.ts';
import { type Approval, findApprovals } from './store.ts';
import type { ApprovalQuery, ApprovalView, ApprovalWish } from './wire.ts';

interface Seen {
  readonly names: ReadonlyMap<string, string>;
  readonly caller: Pick<StaffCaller, 'staffId' | 'role'>;
}

/** An approval as the caller sees it. */
export function viewApproval(
  approval: Approval & { displayName: string | null },
  { names, caller }: Seen,
): ApprovalView {
  const { requestedBy, decidedBy, displayName, wish, livemode: _mode, kind: _kind, ...rest } = approval;
  return {
    ...rest,
    wish: JSON.parse(wish) as ApprovalWish,
    learnerName: maskName(displayName),
    requestedById: requestedBy,
    requestedByName: names.get(requestedBy) ?? '',
    decidedById: decidedBy,
    decidedByName: decidedBy === null ? null : (names.get(decidedBy) ?? ''),
    mayDecide: approval.status === 'requested' && isSupervisor(caller) && caller.staffId !== requestedBy,
  };
}

/** What was asked for: agents see their own wishes, supervisors all. */
export async function listApprovals(
  deps: Pick<ConsoleOpsDeps, 'db' | 'livemode'>,
  { caller, ...query }: ApprovalQuery & Pick<Seen, 'caller'>,
): Promise<ApprovalView[]> {
  const found = await findApprovals(deps.db.query, {
    ...query,
    livemode: deps.livemode ? 1 : 0,
    limit: limits.approvalsListedMax,
    ...(isSupervisor(caller) ? {} : { requestedBy: caller.staffId }),
  });
  const names = await namesOfStaff(
    deps.db.query,
    found.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy]),
  );
  return found.map((approval) => viewApproval(approval, { names, caller }));
}
