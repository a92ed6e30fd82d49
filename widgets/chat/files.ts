import type { Chat } from './deps.ts';
import type { UnsentMessage } from './outbox.ts';
import { heldSession } from './session.ts';
import { fileMegabytesMax, filesMax } from './shown-files.ts';
import { shrinkPicture } from './shrink-picture.ts';
import type { ChosenFile } from './state.ts';
import { type Upload, uploadFile } from './upload.ts';

const againAfterMs = 3_000;

/** What is sent, and the sending of it, by the upload's id: bytes are no state that is drawn. */
const bodies = new Map<string, Blob>();
const running = new Map<string, Upload>();

/** Why a file cannot be chosen; null when it can. */
export type Obstacle = 'tooManyFiles' | 'fileTooLarge' | null;

/** Takes files for the next message and begins to send them at once. Returns what stood in the way of some. */
export async function chooseFiles(chat: Chat, files: readonly File[]): Promise<Obstacle> {
  const { store, newId } = chat.deps;
  const room = filesMax - store.get().files.length;
  let obstacle: Obstacle = files.length > room ? 'tooManyFiles' : null;
  for (const file of files.slice(0, room)) {
    const body = await shrinkPicture(file);
    if (body.size > fileMegabytesMax * 1024 * 1024) {
      obstacle = 'fileTooLarge';
      continue;
    }
    const clientUploadId = newId('up');
    bodies.set(clientUploadId, body);
    const chosen: ChosenFile = {
      clientUploadId,
      name: file.name || 'image.png',
      bytes: body.size,
      previewUrl: file.type.startsWith('image/') ? URL.createObjectURL(body) : null,
      progress: 0,
      attachmentId: null,
      refusal: null,
    };
    store.set({ files: [...store.get().files, chosen] });
  }
  sendFiles(chat);
  return obstacle;
}

/** Takes a file out again, whether it has arrived or not; what arrived and is never shown, the server forgets. */
export function removeFile({ deps: { store } }: Chat, clientUploadId: string): void {
  running.get(clientUploadId)?.abort();
  forget(store.get().files.filter((file) => file.clientUploadId === clientUploadId));
  store.set({ files: store.get().files.filter((file) => file.clientUploadId !== clientUploadId) });
}

/** The files that go with the message that is sent now: those that have arrived. */
export function takeFiles({ deps: { store } }: Chat): NonNullable<UnsentMessage['files']> {
  const { files } = store.get();
  const ready = files.flatMap(({ attachmentId, name }) =>
    attachmentId === null ? [] : [{ attachmentId, name }],
  );
  forget(files);
  store.set({ files: [] });
  return ready;
}

/** Sends the chosen files that are not there yet; safe to call at any time. */
export function sendFiles(chat: Chat): void {
  for (const file of chat.deps.store.get().files) {
    const isWaiting = file.attachmentId === null && file.refusal === null;
    if (isWaiting && !running.has(file.clientUploadId)) void sendFile(chat, file);
  }
}

async function sendFile(chat: Chat, { clientUploadId, name }: ChosenFile): Promise<void> {
  const { deps } = chat;
  const { conversationId } = deps.store.get();
  const [body, token] = [bodies.get(clientUploadId), heldSession(deps)?.token];
  if (conversationId === null || body === undefined || token === undefined) return;
  const onProgress = (progress: number) => change(chat, clientUploadId, { progress });
  const upload = uploadFile({ conversationId, clientUploadId, name, body, token, onProgress });
  running.set(clientUploadId, upload);
  const answer = await upload.answer;
  running.delete(clientUploadId);
  if (answer.ok) {
    const { attachmentId, name: shown } = answer.value;
    return change(chat, clientUploadId, { attachmentId, name: shown, progress: 1 });
  }
  // A line that broke, an ended token, a server that has too much to do: none of them is the learner's to mend.
  const isPassing = [0, 401, 429].includes(answer.status) || answer.status >= 500;
  if (!isPassing) return change(chat, clientUploadId, { refusal: answer.message });
  if (answer.status === 401) await chat.enter();
  setTimeout(() => sendFiles(chat), answer.retryAfterMs ?? againAfterMs);
}

function change({ deps: { store } }: Chat, clientUploadId: string, to: Partial<ChosenFile>): void {
  const files = store
    .get()
    .files.map((file) => (file.clientUploadId === clientUploadId ? { ...file, ...to } : file));
  store.set({ files });
}

function forget(files: readonly ChosenFile[]): void {
  for (const { clientUploadId, previewUrl } of files) {
    bodies.delete(clientUploadId);
    if (previewUrl !== null) URL.revokeObjectURL(previewUrl);
  }
}
