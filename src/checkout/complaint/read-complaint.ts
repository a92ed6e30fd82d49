import { limits } from '../../kernel/limits.ts';
import { requireGateway } from '../gateway/registry.ts';
import { nextCheckMs } from '../payment/check-schedule.ts';
import { applyComplaintDetails } from './apply-complaint.ts';
import type { ComplaintDeps } from './complaint.ts';
import { type Complaint, updateComplaint } from './store.ts';

/** Asks the gateway what a case is about; in doubt it asks again later, and a person can read it there at any time. */
export async function readComplaint(deps: ComplaintDeps, complaint: Complaint): Promise<void> {
  const { gateway, gatewayComplaintId, complaintId } = complaint;
  const result = await requireGateway(deps.gateways, gateway).queryComplaint?.(gatewayComplaintId);
  if (result?.outcome === 'found') {
    const details = { asked: complaint, complaint: result.complaint };
    await deps.db.transact((tx) => applyComplaintDetails(deps, tx, details));
    return;
  }
  const checks = complaint.checks + 1;
  const over = result?.outcome !== 'unknown' || checks >= limits.gatewayChecksMax;
  const nowMs = deps.clock.nowMs();
  await updateComplaint(deps.db.query, complaintId, {
    checks,
    checkAtMs: over ? null : nowMs + nextCheckMs('unknown', checks, complaintId),
    updatedAtMs: nowMs,
  });
}
