import { expect, it } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { createApiKey } from './create-api-key.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';
import { findApiKeys } from './store.ts';
import { createVerifyApiKey } from './verify-api-key.ts';

const DAY_MS = 86_400_000;

describeOnBothEngines('API keys', (database) => {
  let nowMs = Date.UTC(2026, 7, 1);
  const deps = (livemode = false) => ({ db: database(), clock: systemClock(() => nowMs), newId, livemode });
  const make = (given: Partial<Parameters<typeof createApiKey>[1]> & { livemode?: boolean } = {}) =>
    createApiKey(deps(given.livemode), {
      name: 'shop server',
      scopes: ['entitlements:read', 'usage:write'],
      expiresAtMs: null,
      requestsPerMinute: 600,
      actor: 'command_line',
      ...given,
    });
  const refusal = (code: string) => expect.objectContaining({ code });
  /** A process that has not seen the key yet. */
  const verify = (
    text: string,
    scope: Parameters<ReturnType<typeof createVerifyApiKey>>[1] = 'usage:write',
  ) => createVerifyApiKey(deps())(text, scope);

  it('a key opens what its scopes name and nothing else', async () => {
    const { text, key } = await make();
    expect(text).toMatch(/^tk_test_[0-9a-z]{12}_[\w-]{43}$/);
    expect((await verify(text)).keyId).toBe(key.keyId);
    await expect(verify(text, 'refunds:write')).rejects.toEqual(refusal('api_key_scope_missing'));
  });

  it('the database holds no key that could be used', async () => {
    const { text } = await make();
    const rows = await database().query.selectFrom('api_key').selectAll().execute();
    const entries = await database().query.selectFrom('audit_entry').selectAll().execute();
    expect(JSON.stringify([rows, entries])).not.toContain(text.slice(-43));
  });

  it('a key is worth nothing with another secret, another form, or in the other mode', async () => {
    const { text } = await make();
    const other = await make();
    const mixed = text.slice(0, -43) + other.text.slice(-43);
    for (const wrong of [mixed, `${text}x`, text.slice(0, -1), text.toUpperCase(), 'tk_test_', 'tk_']) {
      await expect(verify(wrong)).rejects.toEqual(refusal('api_key_refused'));
    }
    const live = await make({ livemode: true });
    expect(live.text).toMatch(/^tk_live_/);
    await expect(verify(live.text)).rejects.toEqual(refusal('api_key_other_mode'));
    await expect(createVerifyApiKey(deps(true))(text, 'usage:write')).rejects.toEqual(
      refusal('api_key_other_mode'),
    );
    await expect(verify(live.text.replace('tk_live_', 'tk_test_'))).rejects.toEqual(
      refusal('api_key_refused'),
    );
  });

  it('a revoked key ends everywhere within seconds, also where it was just used', async () => {
    const { text, key } = await make();
    const process = createVerifyApiKey(deps());
    await process(text, 'usage:write');
    await revokeApiKey(deps(), { keyId: key.keyId, actor: 'command_line' });
    nowMs += limits.apiKeyCacheMs;
    await expect(process(text, 'usage:write')).rejects.toEqual(refusal('api_key_refused'));
    await expect(verify(text)).rejects.toEqual(refusal('api_key_refused'));
    await expect(
      rotateApiKey(deps(), { keyId: key.keyId, overlapMs: 0, actor: 'command_line' }),
    ).rejects.toEqual(refusal('not_found'));
  });

  it('a key that was remembered still ends in time', async () => {
    const { text } = await make({ expiresAtMs: nowMs + 1_000 });
    const process = createVerifyApiKey(deps());
    await process(text, 'usage:write');
    nowMs += 1_000;
    await expect(process(text, 'usage:write')).rejects.toEqual(refusal('api_key_refused'));
  });

  it('both keys of a rotation work until the overlap is over, then the new one alone', async () => {
    const { text: oldText, key: old } = await make();
    const { text: newText, key: fresh } = await rotateApiKey(deps(), {
      keyId: old.keyId,
      overlapMs: DAY_MS,
      actor: 'command_line',
    });
    expect(fresh).toMatchObject({ scopes: old.scopes, name: old.name, replacesKeyId: old.keyId });
    nowMs += DAY_MS - 1;
    await verify(oldText);
    nowMs += 1;
    await expect(verify(oldText)).rejects.toEqual(refusal('api_key_refused'));
    expect((await verify(newText)).keyId).toBe(fresh.keyId);
  });

  it('each key has its own limit', async () => {
    const slow = await make({ requestsPerMinute: 2 });
    const other = await make({ requestsPerMinute: 2 });
    const process = createVerifyApiKey(deps());
    await process(slow.text, 'usage:write');
    await process(slow.text, 'usage:write');
    await expect(process(slow.text, 'usage:write')).rejects.toEqual(refusal('rate_limited'));
    await process(other.text, 'usage:write');
    nowMs += 30_000;
    await process(slow.text, 'usage:write');
  });

  it('when it was last used is known, coarsely', async () => {
    const { text, key } = await make();
    const usedAtMs = nowMs;
    const lastUse = async () =>
      (await findApiKeys(database().query, false)).find(({ keyId }) => keyId === key.keyId)?.lastUsedAtMs;
    expect(await lastUse()).toBeNull();
    await verify(text);
    nowMs += limits.apiKeySeenEveryMs;
    await verify(text);
    expect(await lastUse()).toBe(usedAtMs);
    nowMs += 1;
    await verify(text);
    expect(await lastUse()).toBe(nowMs);
  });

  it('making, rotating and revoking stand in the audit chain', async () => {
    const { key } = await make({ actor: 'staff:stf_1' });
    const next = await rotateApiKey(deps(), { keyId: key.keyId, overlapMs: 0, actor: 'staff:stf_2' });
    await revokeApiKey(deps(), { keyId: next.key.keyId, actor: 'staff:stf_3' });
    await revokeApiKey(deps(), { keyId: next.key.keyId, actor: 'staff:stf_3' });
    const entries = await database()
      .query.selectFrom('audit_entry')
      .select(['action', 'actor'])
      .where('subjectId', 'in', [key.keyId, next.key.keyId])
      .orderBy('sequence')
      .execute();
    expect(entries.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      'api_key.created staff:stf_1',
      'api_key.rotated staff:stf_2',
      'api_key.created staff:stf_2',
      'api_key.revoked staff:stf_3',
    ]);
  });
});
