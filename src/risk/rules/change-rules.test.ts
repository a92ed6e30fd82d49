import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { assessPayment } from '../assess-payment.ts';
import { addToList, removeFromList } from '../lists/change-list.ts';
import { pressOf, riskOn } from '../risk.testing.ts';
import { DAY_MS } from '../windows.ts';
import { decideRuleChange } from './decide-rule-change.ts';
import { promoteRule } from './promote-rule.ts';
import type { RuleDefinition } from './rule.ts';
import { createRuleBook } from './rule-book.ts';
import { saveRule } from './save-rule.ts';
import { snoozeRule } from './snooze-rule.ts';
import { standardRules } from './standard-rules.ts';
import { findRules } from './store.ts';

const [maker, checker] = ['staff:stf_maker', 'staff:stf_checker'];
const definition = (change: Partial<RuleDefinition> = {}): RuleDefinition => ({
  name: 'dear_by_card',
  expression: 'method == "card" && amountTypical >= 2',
  action: 'challenge',
  priority: 20,
  whenMissing: 'pass',
  analystText: 'By card, {amountTypical} times the typical price.',
  learner: { zh: '请多验证一步。', en: 'One more check, please.' },
  retryAfterSeconds: null,
  ...change,
});
const dear = (change = {}) => pressOf({ method: 'card', amountMinor: 20_000, ...change });

describeOnBothEngines('changing rules', (database) => {
  const open = () => riskOn(database());
  const actionsAbout = async (subjectId: string) => {
    const rows = await database()
      .query.selectFrom('audit_entry')
      .select(['action', 'actor'])
      .where('subjectId', '=', subjectId)
      .orderBy('sequence')
      .execute();
    return rows.map(({ action, actor }) => `${action} ${actor}`);
  };
  /** From draft to live by two people. */
  async function putLive(risk: ReturnType<typeof open>, change: Partial<RuleDefinition> = {}) {
    const rule = await saveRule(risk, { definition: definition(change), actor: maker });
    const { name } = rule;
    await promoteRule(risk, { name, to: 'shadow', note: null, actor: maker });
    const { change: wish } = await promoteRule(risk, { name, to: 'live', note: 'tried', actor: maker });
    await decideRuleChange(risk, {
      changeId: wish?.changeId ?? '',
      decision: 'approved',
      actor: checker,
    });
    return rule;
  }

  it('goes from draft to shadow to live, the last step by a second person only, and every step is audited', async () => {
    const risk = open();
    const name = 'step_by_step';
    const rule = await saveRule(risk, { definition: definition({ name }), actor: maker });
    expect((await assessPayment(risk, dear())).decision).toBe('allow');
    await expect(promoteRule(risk, { name, to: 'live', note: null, actor: maker })).rejects.toMatchObject({
      code: 'rule_state_refused',
    });
    await promoteRule(risk, { name, to: 'shadow', note: null, actor: maker });
    const inShadow = await assessPayment(risk, dear());
    expect([inShadow.decision, inShadow.detail?.shadow?.map(({ rule: hit }) => hit)]).toEqual([
      'allow',
      [name],
    ]);
    const { change } = await promoteRule(risk, { name, to: 'live', note: null, actor: maker });
    const changeId = change?.changeId ?? '';
    await expect(promoteRule(risk, { name, to: 'live', note: null, actor: checker })).rejects.toMatchObject({
      code: 'rule_change_open',
    });
    const decide = (actor: string) => decideRuleChange(risk, { changeId, decision: 'approved', actor });
    await expect(decide(maker)).rejects.toMatchObject({ code: 'second_person_needed' });
    await decide(checker);
    await expect(decide(checker)).rejects.toMatchObject({ code: 'rule_change_decided' });
    const live = await assessPayment(risk, dear());
    expect([live.decision, live.ruleHits]).toEqual([
      'challenge',
      [{ rule: name, version: 1, action: 'challenge', priority: 20 }],
    ]);
    expect(await actionsAbout(rule.ruleId)).toEqual([
      `rule.saved ${maker}`,
      `rule.shadowed ${maker}`,
      `rule.change_requested ${maker}`,
      `rule.put_live ${checker}`,
    ]);
  });

  it('keeps the live version in force until the next one is, and the standard rules beside it', async () => {
    const risk = open();
    const name = 'two_versions';
    await putLive(risk, { name });
    const second = await saveRule(risk, { definition: definition({ name, action: 'review' }), actor: maker });
    expect(second.version).toBe(2);
    const again = await saveRule(risk, { definition: definition({ name, priority: 21 }), actor: maker });
    expect([again.ruleId, again.version]).toEqual([second.ruleId, 2]);
    const { change } = await (async () => {
      await promoteRule(risk, { name, to: 'shadow', note: null, actor: maker });
      return promoteRule(risk, { name, to: 'live', note: null, actor: maker });
    })();
    const hit = async () =>
      (await assessPayment(risk, dear())).ruleHits.find(({ rule }) => rule === name)?.version;
    expect(await hit()).toBe(1);
    await decideRuleChange(risk, { changeId: change?.changeId ?? '', decision: 'approved', actor: checker });
    expect(await hit()).toBe(2);
    const live = await findRules(database().query, ['live']);
    expect(live.filter((rule) => rule.name === name)).toHaveLength(1);
    expect(live.map((rule) => rule.name)).toEqual(
      expect.arrayContaining(standardRules.map((rule) => rule.name)),
    );
  });

  it('refuses to save what does not type-check, and says where', async () => {
    const wrong = saveRule(open(), { definition: definition({ expression: 'nope > 1' }), actor: maker });
    await expect(wrong).rejects.toMatchObject({ code: 'rule_invalid', extensions: { start: 0, end: 4 } });
  });

  it('ends a live rule by two people too', async () => {
    const risk = open();
    const name = 'soon_over';
    await putLive(risk, { name });
    const { change } = await promoteRule(risk, { name, to: 'retired', note: null, actor: maker });
    expect((await assessPayment(risk, dear())).ruleHits.map(({ rule }) => rule)).toContain(name);
    await decideRuleChange(risk, { changeId: change?.changeId ?? '', decision: 'approved', actor: checker });
    expect((await assessPayment(risk, dear())).ruleHits.map(({ rule }) => rule)).not.toContain(name);
  });

  it('is seen by another process without a press asking for it', async () => {
    const [here, there] = [open(), open()];
    await assessPayment(there, dear());
    await putLive(here, { name: 'from_elsewhere', action: 'review' });
    const names = async () => (await there.ruleBook.page()).rules.map((rule) => rule.name);
    await there.ruleBook.refresh();
    expect(await names()).toContain('from_elsewhere');
    const late = createRuleBook({ ...there, clock: there.clock });
    expect((await late.page()).rules.map((rule) => rule.name)).toContain('from_elsewhere');
  });

  it('silences a rule for one key until a moment, and the record says so', async () => {
    const risk = open();
    const learnerId = newId('lrn');
    const keys = { learner: risk.hashKey('learner', learnerId) };
    await putLive(risk, { name: 'to_snooze', action: 'block', priority: 120 });
    const untilMs = risk.clock.nowMs() + DAY_MS;
    await snoozeRule(risk, {
      name: 'to_snooze',
      kind: 'learner',
      value: learnerId,
      untilMs,
      note: 'x',
      actor: maker,
    });
    const press = () => assessPayment(risk, dear({ learnerId, keys }));
    const silenced = await press();
    expect([silenced.decision === 'block', silenced.detail?.snoozed]).toEqual([false, ['to_snooze']]);
    expect((await assessPayment(risk, dear())).decision).toBe('block');
    risk.clock.setOffsetMs(DAY_MS + 1);
    expect((await press()).decision).toBe('block');
    const gone = snoozeRule(risk, {
      name: 'never_was',
      kind: 'ip',
      value: '1',
      untilMs,
      note: '',
      actor: maker,
    });
    await expect(gone).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stops what stands on the block list and lets through what stands on the other, by keyed hash alone', async () => {
    const risk = open();
    const promo = risk.hashKey('promo', 'FREE100');
    const ip = risk.hashKey('ip', '203.0.113.9');
    const blocked = await addToList(risk, {
      ...{
        list: 'block',
        kind: 'ip',
        value: '203.0.113.9',
        untilMs: null,
        note: 'tests cards',
        actor: maker,
      },
    });
    expect([blocked.keyHash, blocked.hint]).toEqual([ip, '203.…']);
    const press = () => assessPayment(risk, pressOf({ keys: { ip, promo } }));
    const stopped = await press();
    expect([stopped.decision, stopped.ruleHits[0]?.rule]).toEqual(['block', 'block_listed']);
    await removeFromList(risk, { entryId: blocked.entryId, actor: maker });
    expect((await press()).decision).toBe('allow');
    await addToList(risk, {
      ...{ list: 'allow', kind: 'promo', value: 'FREE100', note: 'press day', actor: maker },
      untilMs: risk.clock.nowMs() + DAY_MS,
    });
    const dearest = assessPayment(risk, pressOf({ keys: { promo }, amountMinor: 200_000 }));
    expect((await dearest).decision).toBe('allow');
    const without = removeFromList(risk, { entryId: blocked.entryId, actor: maker });
    await expect(without).rejects.toMatchObject({ code: 'not_found' });
  });
});
