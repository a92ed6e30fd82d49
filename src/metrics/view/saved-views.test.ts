import { expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { limits } from '../../kernel/limits.ts';
import { forgetView, readViews, saveView } from './saved-views.ts';
import { SaveViewBody } from './wire.ts';

describeOnBothEngines('saved views', (database) => {
  const clock = { nowMs: () => 1_000, wallMs: () => 1_000 };
  const deps = () => ({ db: database(), clock });
  const view = (staffId: string, name: string, isShared = false) => ({
    ...{ staffId, name, isShared },
    question: 'page=funnel&unit=learner',
  });
  const namesOf = async (staffId: string) => (await readViews(deps(), staffId)).views.map(({ name }) => name);

  it('one opens what is one’s own and what is shared, changes and forgets only one’s own', async () => {
    await saveView(deps(), view('ann', 'weekly'));
    await saveView(deps(), view('bob', 'shared by bob', true));
    await saveView(deps(), view('bob', 'only bob’s'));
    expect(await namesOf('ann')).toEqual(['weekly', 'shared by bob']);
    const { views } = await saveView(deps(), { ...view('ann', 'weekly'), question: 'page=money' });
    expect(views.map(({ question, isMine }) => [question, isMine])).toEqual([
      ['page=money', true],
      ['page=funnel&unit=learner', false],
    ]);
    const [own, foreign] = views.map(({ savedViewId }) => savedViewId);
    await expect(forgetView(deps(), { savedViewId: foreign ?? '', staffId: 'ann' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await forgetView(deps(), { savedViewId: own ?? '', staffId: 'ann' });
    expect(await namesOf('ann')).toEqual(['shared by bob']);
  });

  it('an account keeps so many and no more, and what did not fit is not there', async () => {
    for (let number = 0; number < limits.savedViewsMax; number += 1)
      await saveView(deps(), view('cat', `view ${String(number).padStart(3, '0')}`));
    await expect(saveView(deps(), view('cat', 'one more'))).rejects.toMatchObject({
      code: 'saved_views_full',
    });
    // A name that is there already takes no further place.
    await saveView(deps(), view('cat', 'view 000', true));
    expect(await namesOf('cat')).not.toContain('one more');
  });
});

it('a view holds an address and nothing that could run', () => {
  const parse = (question: string) => SaveViewBody.safeParse({ name: 'x', question }).success;
  expect(parse('page=funnel&from=2026-01-01&filters=channel%3Aweb')).toBe(true);
  expect(parse('javascript:alert(1)')).toBe(false);
  expect(parse('"><script>')).toBe(false);
});
