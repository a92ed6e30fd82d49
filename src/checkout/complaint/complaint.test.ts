import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../kernel/db/database.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { silentLog } from '../../kernel/log.ts';
import { createMeter } from '../../kernel/meter.ts';
import type { CheckoutDeps } from '../deps.ts';
import type {
  GatewayComplaint,
  ListComplaintsResult,
  ListedComplaint,
  PaymentGateway,
  QueryComplaintResult,
} from '../gateway/types.ts';
import { applyComplaint } from './apply-complaint.ts';
import { checkComplaints } from './check-complaints.ts';
import type { ComplaintDeps } from './complaint.ts';
import { listComplaints } from './list-complaints.ts';
import { readComplaint } from './read-complaint.ts';
import { findComplaintsToRead } from './store.ts';

describeOnBothEngines('complaints', (database) => {
  let db: Database;
  let answer: QueryComplaintResult;
  let list: ListComplaintsResult;
  let deps: ComplaintDeps & Pick<CheckoutDeps, 'log'>;
  let woken: string[];
  let nowMs: number;
  beforeEach(async () => {
    db = database();
    await db.query.deleteFrom('gateway_complaint').execute();
    answer = { outcome: 'unknown', cause: 'timeout' };
    woken = [];
    nowMs = 1_795_000_000_000;
    list = { outcome: 'found', complaints: [] };
    const gateway = {
      name: 'wechat_pay',
      queryComplaint: async () => answer,
      listComplaints: async () => list,
    } as unknown as PaymentGateway;
    deps = {
      db,
      clock: { wallMs: () => nowMs, nowMs: () => nowMs },
      newId,
      log: silentLog(),
      meter: createMeter({ processMetrics: false }),
      livemode: false,
      gateways: [gateway, { name: 'other' } as PaymentGateway],
      wakeJob: (name) => void woken.push(name),
    };
  });

  const word = (change: Partial<GatewayComplaint> = {}): GatewayComplaint => ({
    gatewayComplaintId: '2002018',
    gatewayReference: null,
    status: 'opened',
    reason: '',
    ...change,
  });
  const tell = (complaint: GatewayComplaint, toldAtMs: number, gateway = 'wechat_pay') =>
    db.transact((tx) => applyComplaint(deps, tx, { gateway, complaint, toldAtMs }));
  const cases = () => listComplaints(db.query, { openOnly: false });
  const events = async () =>
    (
      await db.query.selectFrom('domain_event').select(['type', 'payload']).orderBy('eventId').execute()
    ).filter(({ type }) => type.startsWith('complaint.'));
  const read = async () => {
    const due = await findComplaintsToRead(db.query, nowMs, 10);
    for (const complaint of due) await readComplaint(deps, complaint);
    return due.length;
  };

  describe('a case', () => {
    it('is opened once however often it is told, and its details are asked for', async () => {
      const before = (await events()).length;
      await Promise.all([1, 2, 3].map(() => tell(word(), nowMs)));
      expect(await cases()).toMatchObject([{ status: 'opened', gateway: 'wechat_pay', paymentId: null }]);
      const told = (await events()).slice(before).filter(({ type }) => type === 'complaint.opened');
      expect(told).toHaveLength(1);
      expect(woken).toContain('checkout.read_complaints');
      nowMs += 1;
      const found = word({ status: 'processing', reason: '退款未到账，电话 138 0013 8000' });
      answer = { outcome: 'found', complaint: found };
      expect(await read()).toBe(1);
      expect(await read()).toBe(0);
      expect(await cases()).toMatchObject([{ status: 'processing', reason: '退款未到账，电话 ••••8000' }]);
      expect(JSON.stringify(await events())).not.toContain('退款');
    });

    it('is asked about again while the gateway is in doubt, and not for ever', async () => {
      await tell(word(), nowMs);
      expect(await read()).toBe(1);
      expect(await read()).toBe(0);
      let asked = 1;
      for (let tries = 0; tries < 60; tries += 1) {
        nowMs += 110_000_000;
        asked += await read();
      }
      expect(asked).toBe(40);
      await tell(word({ status: 'closed' }), nowMs);
      answer = { outcome: 'not_found' };
      expect([await read(), await read()]).toEqual([1, 0]);
    });

    it('stands as the newest word says, in whatever order words come', async () => {
      await tell(word({ status: 'closed' }), nowMs + 1_000);
      expect(await tell(word({ status: 'opened' }), nowMs)).toBe('nothing_new');
      expect(await cases()).toMatchObject([{ status: 'closed', closedAtMs: nowMs }]);
      expect(await listComplaints(db.query, { openOnly: true })).toEqual([]);
      await tell(word({ status: 'opened' }), nowMs + 2_000);
      expect(await listComplaints(db.query, { openOnly: true })).toMatchObject([{ closedAtMs: null }]);
    });

    it('does not believe an answer that a newer notification overtook', async () => {
      await tell(word(), nowMs);
      const [asked] = await findComplaintsToRead(db.query, nowMs, 10);
      nowMs += 5;
      await tell(word({ status: 'closed' }), nowMs);
      answer = { outcome: 'found', complaint: word({ status: 'processing' }) };
      if (asked !== undefined) await readComplaint(deps, asked);
      expect(await cases()).toMatchObject([{ status: 'closed', checkAtMs: nowMs }]);
    });

    describe('whose message was lost', () => {
      const listed = (id: string, change: Partial<ListedComplaint> = {}): ListedComplaint => ({
        ...word({ gatewayComplaintId: id }),
        openedAtMs: nowMs - 3_600_000,
        ...change,
      });

      it('is found in the list of the gateway, once, with the time at which the payer complained', async () => {
        await tell(word({ gatewayComplaintId: 'known' }), nowMs);
        list = { outcome: 'found', complaints: [listed('known'), listed('lost')] };
        nowMs += 10_000;
        expect(await checkComplaints(deps)).toBe(1);
        const openedAtMs = nowMs - 10_000 - 3_600_000;
        expect((await cases()).find((one) => one.gatewayComplaintId === 'lost')).toMatchObject({
          ...{ status: 'opened', openedAtMs, gateway: 'wechat_pay', checkAtMs: nowMs },
        });
        const before = (await events()).length;
        expect(await checkComplaints(deps)).toBe(0);
        expect(await events()).toHaveLength(before);
      });

      it('is settled when the list says so, but not by a list older than what was told', async () => {
        await tell(word({ gatewayComplaintId: 'settled' }), nowMs);
        await tell(word({ gatewayComplaintId: 'newer' }), nowMs + 60_000);
        const closed = ['settled', 'newer'].map((id) => listed(id, { status: 'closed' }));
        list = { outcome: 'found', complaints: closed };
        nowMs += 10_000;
        expect(await checkComplaints(deps)).toBe(1);
        const states = (await cases()).map(({ gatewayComplaintId, status }) => [gatewayComplaintId, status]);
        expect(Object.fromEntries(states)).toEqual({ settled: 'closed', newer: 'opened' });
      });

      it('is asked about once a day after the lists no longer go back to it; news without a change is told to nobody', async () => {
        await tell(word({ gatewayComplaintId: 'old' }), nowMs);
        answer = { outcome: 'found', complaint: word({ gatewayComplaintId: 'old', status: 'processing' }) };
        nowMs += 1;
        expect(await read()).toBe(1);
        const before = (await events()).length;
        nowMs += 20 * 86_400_000;
        await checkComplaints(deps);
        expect(await events()).toHaveLength(before);
        answer = { outcome: 'found', complaint: word({ gatewayComplaintId: 'old', status: 'closed' }) };
        nowMs += 3_600_000;
        await checkComplaints(deps);
        expect(await cases()).toMatchObject([{ status: 'processing' }]);
        nowMs += 86_400_000;
        await checkComplaints(deps);
        expect(await cases()).toMatchObject([{ status: 'closed', closedAtMs: nowMs }]);
      });

      it('is looked for again when the list could not be had', async () => {
        list = { outcome: 'unknown', cause: 'timeout' };
        expect(await checkComplaints(deps)).toBe(0);
        list = { outcome: 'found', complaints: [listed('late')] };
        expect(await checkComplaints(deps)).toBe(1);
      });
    });

    it('of a gateway that cannot be asked is kept as it was told', async () => {
      await tell(word({ reason: '打不开', status: 'opened' }), nowMs, 'other');
      expect(await cases()).toMatchObject([{ gateway: 'other', reason: '打不开', checkAtMs: null }]);
      expect(await read()).toBe(0);
    });
  });
});
