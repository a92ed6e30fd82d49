import { expect, test } from 'vitest';
import type { ListedComplaint, PaymentGateway } from '../../../src/checkout/gateway/types.ts';
import type { Context } from './under-test.ts';

const DAY_MS = 86_400_000;
/** More than a page of any of them. */
const MANY = 53;

/** Of gateways whose payers can complain there. */
export function describeComplaints(context: () => Context): void {
  test('a complaint whose message was lost is found: in the list of its days, whole over all pages, as it stands', async () => {
    const { under, gateway, paid } = context();
    const { complaints } = under;
    if (complaints === undefined) throw new Error('nobody can complain here');
    const { gatewayReference } = await paid();
    const ids = Array.from({ length: MANY }, (_, index) =>
      complaints.complain(gatewayReference, `打不开课程 ${index}`),
    );
    const [settled = '', open = ''] = ids;
    complaints.settle(settled);
    const span = { fromMs: Date.now() - 14 * DAY_MS, toMs: Date.now() + 60_000 };
    const listed = await listOf(gateway, span);
    expect(listed.map((one) => one.gatewayComplaintId).sort()).toEqual([...ids].sort());
    const byId = (id: string) => listed.find((one) => one.gatewayComplaintId === id);
    expect(byId(settled)).toMatchObject({ status: 'closed', gatewayReference });
    expect(byId(open)).toMatchObject({ status: 'opened', gatewayReference, reason: '打不开课程 1' });
    expect(Math.abs((byId(open)?.openedAtMs ?? 0) - Date.now())).toBeLessThan(10 * 60_000);
    expect(await gateway.queryComplaint?.(settled)).toMatchObject({
      outcome: 'found',
      complaint: { gatewayComplaintId: settled, status: 'closed', gatewayReference },
    });
    const earlier = { fromMs: Date.now() - 30 * DAY_MS, toMs: Date.now() - 2 * DAY_MS };
    expect(await listOf(gateway, earlier)).toEqual([]);
  });

  test('a list of complaints of which a page did not come is doubt and no list', async () => {
    const { under, gateway } = context();
    under.fault({ operation: 'query', kind: 'error_before' });
    const span = { fromMs: Date.now() - DAY_MS, toMs: Date.now() };
    expect(await gateway.listComplaints?.(span)).toMatchObject({ outcome: 'unknown' });
    expect(await under.unreachable.listComplaints?.(span)).toMatchObject({ outcome: 'unknown' });
  });
}

async function listOf(
  gateway: PaymentGateway,
  span: { fromMs: number; toMs: number },
): Promise<readonly ListedComplaint[]> {
  const result = await gateway.listComplaints?.(span);
  if (result?.outcome !== 'found') throw new Error(`no list but ${result?.outcome ?? 'nothing'}`);
  return result.complaints;
}
