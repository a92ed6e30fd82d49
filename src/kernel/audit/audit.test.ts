import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { type Database, sql } from '../db/database.ts';
import { describeOnBothEngines } from '../db/engines.testing.ts';
import type { AuditEntry } from '../db/tables.ts';
import { silentLog } from '../log.ts';
import { appendAudit } from './append-audit.ts';
import { hashOfEntry } from './chain.ts';
import { checkpointKeyOf } from './checkpoint-key.ts';
import { listAudit } from './list-audit.ts';
import { signCheckpoint } from './sign-checkpoint.ts';
import { verifyChain } from './verify-chain.ts';

const DAY_MS = 86_400_000;
const checkpointKey = checkpointKeyOf({ kid: 'k1', secret: 'a secret of this test alone' });
const publicKeys = [checkpointKey.publicKey];

describeOnBothEngines('the audit chain', (database, engine) => {
  let nowMs = Date.UTC(2026, 7, 1, 12);
  const clock = systemClock(() => nowMs);
  const append = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, place) =>
        database().transact((tx) =>
          appendAudit({ clock }, tx, {
            action: 'role.changed',
            actor: 'staff:stf_1',
            subjectId: `stf_${place}`,
            detail: { to: 'agent', from: 'analyst' },
          }),
        ),
      ),
    );
  const signed = () => signCheckpoint({ db: database(), clock, log: silentLog(), checkpointKey });
  const verify = () => verifyChain(database().query, { publicKeys });

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 7, 1, 12);
    await unguarded(database(), async () => {
      await database().query.deleteFrom('audit_entry').execute();
      await database().query.deleteFrom('audit_checkpoint').execute();
    });
  });

  it('stays one chain though many transactions append at once', async () => {
    await append(40);
    expect(await verify()).toMatchObject({ isIntact: true, entries: 40 });
  });

  it('has no entry of an act that was rolled back', async () => {
    const failing = database().transact(async (tx) => {
      await appendAudit({ clock }, tx, { action: 'key.created', actor: 'command_line' });
      throw new Error('the act failed');
    });
    await expect(failing).rejects.toThrow('the act failed');
    await append(1);
    expect(await verify()).toMatchObject({ isIntact: true, entries: 1 });
  });

  it('refuses to change or delete entries and checkpoints', async () => {
    await append(2);
    await signed();
    const refused = /immutable|permanent/;
    for (const table of ['audit_entry', 'audit_checkpoint'] as const) {
      await expect(database().query.updateTable(table).set({ hash: 'x' }).execute()).rejects.toThrow(refused);
      await expect(database().query.deleteFrom(table).execute()).rejects.toThrow(refused);
      if (engine === 'postgresql')
        await expect(sql`TRUNCATE ${sql.table(table)}`.execute(database().query)).rejects.toThrow(refused);
    }
  });

  it.each<[string, (db: Database) => Promise<unknown>, string, number]>([
    ['content that was altered', (db) => set(db, 7, { detail: '{"to":"admin"}' }), 'altered', 7],
    ['a time that was altered', (db) => set(db, 1, { occurredAtMs: 1 }), 'altered', 1],
    ['a hash that was altered', (db) => set(db, 12, { hash: 'f'.repeat(64) }), 'altered', 12],
    ['content altered with its hash made anew', (db) => rehash(db, 5, { actor: 'system' }), 'altered', 5],
    ['an entry that was deleted', (db) => remove(db, 6), 'missing', 6],
    ['the first entry deleted', (db) => remove(db, 1), 'missing', 1],
    ['an entry deleted and the rest moved up', (db) => removeAndMoveUp(db, 6), 'missing', 6],
    ['the end cut off', (db) => remove(db, 12), 'missing', 12],
    ['two entries that changed places', (db) => swap(db, 4, 5), 'reordered', 4],
    ['two distant entries that changed places', (db) => swap(db, 2, 11), 'reordered', 2],
    ['everything from an entry on written anew', (db) => rewriteFrom(db, 3), 'rewritten', 12],
  ])('finds %s', async (_name, tamper, fault, sequence) => {
    await append(12);
    await signed();
    await unguarded(database(), () => tamper(database()));
    expect(await verify()).toEqual({ isIntact: false, fault, sequence });
  });

  it('finds a checkpoint that a stranger signed', async () => {
    await append(3);
    const stranger = checkpointKeyOf({ kid: 'k1', secret: 'a secret that nobody configured' });
    await signCheckpoint({ db: database(), clock, log: silentLog(), checkpointKey: stranger });
    expect(await verify()).toEqual({ isIntact: false, fault: 'unsigned', sequence: 3 });
  });

  it('is signed once a day, and still verifies after the key was rotated', async () => {
    await append(2);
    expect([await signed(), await signed()]).toEqual([true, false]);
    nowMs += DAY_MS;
    await append(1);
    const fresh = checkpointKeyOf({ kid: 'k2', secret: 'the next secret of this test' });
    await signCheckpoint({ db: database(), clock, log: silentLog(), checkpointKey: fresh });
    const both = [fresh.publicKey, ...publicKeys];
    expect(await verifyChain(database().query, { publicKeys: both })).toMatchObject({
      isIntact: true,
      entries: 3,
      checkpoints: 2,
    });
    expect(await verify()).toMatchObject({ fault: 'unsigned', sequence: 3 });
  });

  it('is read page by page, and lists its newest entries first', async () => {
    for (let round = 0; round < 21; round += 1) await append(50);
    const pages: number[] = [];
    const verdict = await verifyChain(database().query, {
      publicKeys,
      onProgress: (entries) => pages.push(entries),
    });
    expect(verdict).toMatchObject({ isIntact: true, entries: 1050 });
    expect(pages).toEqual([1000, 1050]);
    const newest = await listAudit(database().query, { subjectId: 'stf_7', limit: 2, beforeSequence: 1000 });
    expect(newest.map(({ subjectId }) => subjectId)).toEqual(['stf_7', 'stf_7']);
    expect(newest[0]?.sequence).toBeGreaterThan(newest[1]?.sequence ?? 0);
  });
});

describe('a checkpoint key', () => {
  it('is the same for the same secret and another for another', () => {
    const again = checkpointKeyOf({ kid: 'other', secret: 'a secret of this test alone' });
    expect(again.publicKey).toBe(checkpointKey.publicKey);
    expect(checkpointKeyOf({ kid: 'k1', secret: 'another' }).publicKey).not.toBe(checkpointKey.publicKey);
    expect(Buffer.from(checkpointKey.publicKey, 'base64url')).toHaveLength(32);
  });
});

/** What somebody with the database's own password could do. */
async function unguarded(db: Database, tamper: () => Promise<unknown>): Promise<void> {
  const names = ['audit_entry', 'audit_checkpoint'].flatMap((table) =>
    ['immutable', 'permanent'].map((what) => [table, `${table}_${what}`] as const),
  );
  if (db.engine === 'postgresql') {
    for (const [table, name] of names) await db.runScript(`ALTER TABLE "${table}" DISABLE TRIGGER "${name}"`);
    await tamper();
    for (const [table, name] of names) await db.runScript(`ALTER TABLE "${table}" ENABLE TRIGGER "${name}"`);
    return;
  }
  const { rows } = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'
  `.execute(db.query);
  for (const { name } of rows) await db.runScript(`DROP TRIGGER "${name}"`);
  await tamper();
  for (const { sql: create } of rows) await db.runScript(create);
}

const set = (db: Database, sequence: number, change: Partial<AuditEntry>) =>
  db.query.updateTable('audit_entry').set(change).where('sequence', '=', sequence).execute();

const remove = (db: Database, sequence: number) =>
  db.query.deleteFrom('audit_entry').where('sequence', '=', sequence).execute();

async function entries(db: Database): Promise<AuditEntry[]> {
  return db.query.selectFrom('audit_entry').selectAll().orderBy('sequence').execute();
}

async function rehash(db: Database, sequence: number, change: Partial<AuditEntry>): Promise<void> {
  const entry = (await entries(db)).find((candidate) => candidate.sequence === sequence);
  if (entry === undefined) throw new Error('no such entry');
  const { hash: _former, ...content } = { ...entry, ...change };
  await set(db, sequence, { ...content, hash: hashOfEntry(content) });
}

async function removeAndMoveUp(db: Database, sequence: number): Promise<void> {
  const after = (await entries(db)).filter((entry) => entry.sequence > sequence);
  await remove(db, sequence);
  for (const entry of after) await set(db, entry.sequence, { sequence: entry.sequence - 1 });
}

async function swap(db: Database, a: number, b: number): Promise<void> {
  await set(db, a, { sequence: 1_000_000 });
  await set(db, b, { sequence: a });
  await set(db, 1_000_000, { sequence: b });
}

async function rewriteFrom(db: Database, sequence: number): Promise<void> {
  const all = await entries(db);
  for (const entry of all.filter((candidate) => candidate.sequence >= sequence)) {
    const before = (await entries(db)).find((candidate) => candidate.sequence === entry.sequence - 1);
    await rehash(db, entry.sequence, { actor: 'system', previousHash: before?.hash ?? '' });
  }
}
