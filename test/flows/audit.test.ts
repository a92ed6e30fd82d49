import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkpointKeyOf } from '../../src/kernel/audit/checkpoint-key.ts';
import { verifyChain } from '../../src/kernel/audit/verify-chain.ts';
import { staffApi } from '../support/staff-api.ts';
import { startTill, type Till } from '../support/till.ts';

let till: Till;
beforeAll(async () => {
  till = await startTill();
});
afterAll(() => till.close());

const actions = async () => {
  const entries = await till.db.query.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
  return entries.map(({ action, actor, subjectId }) => ({ action, actor, subjectId }));
};

it('what staff do stands in the chain under a pseudonym, from the first start on', async () => {
  const { call, view } = await staffApi(till, 'agent');
  await call('DELETE', '/v1/staff/sessions/current');
  const { staffId } = view;
  const [started, ...rest] = await actions();
  expect(started).toMatchObject({ action: 'process.started', actor: 'system' });
  expect(rest).toEqual([
    { action: 'staff.added', actor: 'command_line', subjectId: staffId },
    { action: 'staff.signed_in', actor: `staff:${staffId}`, subjectId: staffId },
    { action: 'staff.signed_out', actor: `staff:${staffId}`, subjectId: staffId },
  ]);
  const everything = JSON.stringify(await till.db.query.selectFrom('audit_entry').selectAll().execute());
  for (const personal of [view.login, view.displayName]) expect(everything).not.toContain(personal);
});

it('the day has its signed checkpoint, and a purchase adds nothing to the chain', async () => {
  const before = (await actions()).length;
  const [learner, product] = [await till.learner(), await till.product({ amountMinor: 0 })];
  const { body } = await learner.start(product);
  expect((await learner.pay(body)).status).toBe(200);
  expect(await actions()).toHaveLength(before);
  const publicKeys = till.running.house.config.HOUSE_SECRETS.map((key) => checkpointKeyOf(key).publicKey);
  expect(await verifyChain(till.db.query, { publicKeys })).toMatchObject({
    isIntact: true,
    entries: before,
    checkpoints: 1,
  });
});
