import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { describeOnBothEngines } from '../../kernel/db/engines.testing.ts';
import { newId } from '../../kernel/id.ts';
import { limits } from '../../kernel/limits.ts';
import { deliverMessage } from '../conversation/deliver-message.ts';
import { eraseConversations } from '../conversation/erase-conversations.ts';
import { moveConversations } from '../conversation/move-conversations.ts';
import { summarizeConversations } from '../conversation/summarize-conversations.ts';
import { handleTurn } from '../turn/handle-turn.ts';
import { readStates, stateKeyOf } from '../turn/state-store.ts';
import { createTestFiles, PNG, type TestFiles } from './attachment.testing.ts';
import { dropUnsent } from './drop-unsent.ts';
import { storeAttachment } from './store-attachment.ts';
import { fileBytesMax } from './wire.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothEngines('files in conversations', (database) => {
  let files: TestFiles;
  afterEach(() => files.remove());
  const begin = async () => {
    files = createTestFiles(database());
    const learnerId = await files.bot.newLearner();
    return { learnerId, conversationId: await files.bot.open(learnerId) };
  };
  const upload = (
    { learnerId, conversationId }: { learnerId: string; conversationId: string },
    { clientUploadId = newId('up'), bytes = PNG }: { clientUploadId?: string; bytes?: Buffer } = {},
  ) =>
    storeAttachment(files.deps, {
      conversationId,
      learnerId,
      uploader: 'learner',
      uploaderId: learnerId,
      clientUploadId,
      name: '作业.png',
      bytes,
    });
  const stored = () =>
    readdirSync(files.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const message = (thread: { learnerId: string; conversationId: string }, attachmentIds: string[]) => ({
    ...thread,
    clientMessageId: newId('msg'),
    text: '',
    attachmentIds,
  });

  it('a repeated upload is the same file, also when both come at once; another file under its id is refused', async () => {
    const thread = await begin();
    const clientUploadId = newId('up');
    const [one, two] = await Promise.all([
      upload(thread, { clientUploadId }),
      upload(thread, { clientUploadId }),
    ]);
    expect(two).toEqual(one);
    expect(one).toMatchObject({ name: '作业.png', contentType: 'image/png', width: 1, height: 1 });
    expect(stored()).toHaveLength(1);
    const other = Buffer.concat([PNG, Buffer.from('more')]);
    await expect(upload(thread, { clientUploadId, bytes: other })).rejects.toEqual(code('invalid_request'));
  });

  it('refuses what is too large, of no allowed kind, or more than a learner may keep', async () => {
    const thread = await begin();
    await expect(upload(thread, { bytes: Buffer.alloc(fileBytesMax + 1, 65) })).rejects.toEqual(
      code('payload_too_large'),
    );
    await expect(upload(thread, { bytes: Buffer.from('PK\x03\x04') })).rejects.toEqual(
      code('attachment_type_refused'),
    );
    await upload(thread);
    await database()
      .query.updateTable('attachment')
      .set({ bytes: limits.fileBytesPerLearnerMax })
      .where('learnerId', '=', thread.learnerId)
      .execute();
    await expect(upload(thread)).rejects.toEqual(code('attachments_full'));
    expect(stored()).toHaveLength(1);
  });

  it('a message of files alone is committed once, shows them, and the bot says what it can do with them', async () => {
    const thread = await begin();
    const { attachmentId } = await upload(thread);
    const sent = message(thread, [attachmentId]);
    const turn = await handleTurn(files.bot.deps, sent);
    await turn.answered;
    expect((await handleTurn(files.bot.deps, sent)).committed).toEqual(turn.committed);
    const [, shown, reply] = await files.bot.transcript(thread.conversationId);
    expect(shown).toMatchObject({
      text: '',
      attachments: [{ contentType: 'image/png', name: '作业.png', content: { attachmentId, width: 1 } }],
    });
    expect(reply?.text).toContain('文件收到了');
    expect((await summarizeConversations(files.deps, thread.learnerId))[0]?.title).toBe('作业.png');
    await expect(deliverMessage(files.deps, message(thread, [attachmentId]))).rejects.toEqual(
      code('attachment_gone'),
    );
    expect(await files.bot.transcript(thread.conversationId)).toHaveLength(3);
  });

  it('nobody shows the file of another, and a guest who signs in keeps theirs', async () => {
    const thread = await begin();
    const { attachmentId } = await upload(thread);
    const learnerId = await files.bot.newLearner();
    const other = { learnerId, conversationId: await files.bot.open(learnerId) };
    await expect(deliverMessage(files.deps, message(other, [attachmentId]))).rejects.toEqual(
      code('attachment_gone'),
    );
    const move = { fromLearnerId: thread.learnerId, toLearnerId: learnerId };
    await database().transact((tx) => moveConversations(files.deps, tx, move));
    const moved = { ...thread, learnerId };
    expect((await deliverMessage(files.deps, message(moved, [attachmentId]))).committed.seq).toBe(2);
  });

  it('an upload that no message shows is gone after a day, with its file; one that is shown stays', async () => {
    const thread = await begin();
    const [shown, unsent] = [await upload(thread), await upload(thread)];
    await deliverMessage(files.deps, message(thread, [shown.attachmentId]));
    expect(await dropUnsent(files.deps)).toBe(0);
    files.bot.pass(limits.filesUnsentMs + 1);
    expect(await dropUnsent(files.deps)).toBeGreaterThan(0);
    expect(stored()).toHaveLength(1);
    await expect(deliverMessage(files.deps, message(thread, [unsent.attachmentId]))).rejects.toEqual(
      code('attachment_gone'),
    );
  });

  it('erasing a learner leaves no word, no file and no state of theirs, and nobody else loses any', async () => {
    const thread = await begin();
    const { attachmentId } = await upload(thread);
    await (await handleTurn(files.bot.deps, message(thread, [attachmentId]))).answered;
    const otherId = await files.bot.newLearner();
    const other = { learnerId: otherId, conversationId: await files.bot.open(otherId) };
    await deliverMessage(files.deps, message(other, [(await upload(other)).attachmentId]));
    expect(await eraseConversations(files.deps, thread.learnerId)).toEqual({
      conversations: 1,
      activities: 3,
      files: 1,
    });
    expect(await files.bot.transcript(thread.conversationId)).toEqual([]);
    expect(await readStates(database().query, [stateKeyOf(thread.conversationId)])).toEqual([]);
    expect(await summarizeConversations(files.deps, thread.learnerId)).toEqual([]);
    expect(await eraseConversations(files.deps, thread.learnerId)).toMatchObject({ activities: 0, files: 0 });
    expect(stored()).toHaveLength(1);
    expect(await files.bot.transcript(other.conversationId)).toHaveLength(2);
    expect(await files.bot.open(thread.learnerId)).not.toBe(thread.conversationId);
  });

  it('a file is there as a whole or not at all: what a crash left half is not taken for it', async () => {
    const thread = await begin();
    const clientUploadId = newId('up');
    const { attachmentId } = await upload(thread, { clientUploadId });
    const [entry] = stored();
    const key = entry?.name ?? '';
    writeFileSync(join(entry?.parentPath ?? '', `${key}.x.part`), 'half');
    await files.deps.files.remove(key);
    expect(await files.deps.files.read(key)).toBeNull();
    expect((await upload(thread, { clientUploadId })).attachmentId).toBe(attachmentId);
    expect((await files.deps.files.read(key))?.bytes).toBe(PNG.length);
    await expect(async () => files.deps.files.read('../../etc/passwd')).rejects.toThrow('no key');
  });
});
