import { fileMegabytesMax, filesMax } from './shown-files.ts';
import { shrinkPicture } from './shrink-picture.ts';
import type { Upload } from './upload.ts';

/** A file on its way to the server. The id is made here and kept: sent again, it is the same file. */
export interface ChosenFile {
  clientUploadId: string;
  name: string;
  bytes: number;
  /** Shows a picture before it is sent; null for other files. */
  previewUrl: string | null;
  /** From 0 to 1. */
  progress: number;
  /** Set once the server has it. */
  attachmentId: string | null;
  refusal: { zh: string; en: string } | null;
}

/** Where chosen files are kept, and how one is sent. */
export interface FilesHome {
  files(): readonly ChosenFile[];
  keep(files: readonly ChosenFile[]): void;
  newId(prefix: string): string;
  /** Null while nothing can be sent. */
  upload(file: ChosenFile, body: Blob, onProgress: (progress: number) => void): Upload | null;
  /** Whoever sent it has to prove again who they are. */
  enter(): Promise<void>;
}

const againAfterMs = 3_000;

/** What is sent, and the sending of it, by the upload's id: bytes are no state that is drawn. */
const bodies = new Map<string, Blob>();
const running = new Map<string, Upload>();

/** Why a file cannot be chosen; null when it can. */
export type FileObstacle = 'tooManyFiles' | 'fileTooLarge' | null;

/** Takes files for the next message and begins to send them at once. Returns what stood in the way of some. */
export async function chooseInto(home: FilesHome, files: readonly File[]): Promise<FileObstacle> {
  const room = filesMax - home.files().length;
  let obstacle: FileObstacle = files.length > room ? 'tooManyFiles' : null;
  for (const file of files.slice(0, room)) {
    const body = await shrinkPicture(file);
    if (body.size > fileMegabytesMax * 1024 * 1024) {
      obstacle = 'fileTooLarge';
      continue;
    }
    const clientUploadId = home.newId('up');
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
    home.keep([...home.files(), chosen]);
  }
  sendFrom(home);
  return obstacle;
}

/** Takes a file out again, whether it has arrived or not; what arrived and is never shown, the server forgets. */
export function removeFrom(home: FilesHome, clientUploadId: string): void {
  running.get(clientUploadId)?.abort();
  forget(home.files().filter((file) => file.clientUploadId === clientUploadId));
  home.keep(home.files().filter((file) => file.clientUploadId !== clientUploadId));
}

/** The files that go with the message that is sent now: those that have arrived. */
export function takeFrom(home: FilesHome): { attachmentId: string; name: string }[] {
  const files = home.files();
  const ready = files.flatMap(({ attachmentId, name }) =>
    attachmentId === null ? [] : [{ attachmentId, name }],
  );
  forget(files);
  home.keep([]);
  return ready;
}

/** Sends the chosen files that are not there yet; safe to call at any time. */
export function sendFrom(home: FilesHome): void {
  for (const file of home.files()) {
    const isWaiting = file.attachmentId === null && file.refusal === null;
    if (isWaiting && !running.has(file.clientUploadId)) void sendFile(home, file);
  }
}

async function sendFile(home: FilesHome, file: ChosenFile): Promise<void> {
  const { clientUploadId } = file;
  const body = bodies.get(clientUploadId);
  const onProgress = (progress: number) => change(home, clientUploadId, { progress });
  const upload = body === undefined ? null : home.upload(file, body, onProgress);
  if (upload === null) return;
  running.set(clientUploadId, upload);
  const answer = await upload.answer;
  running.delete(clientUploadId);
  if (answer.ok) {
    const { attachmentId, name: shown } = answer.value;
    return change(home, clientUploadId, { attachmentId, name: shown, progress: 1 });
  }
  // A line that broke, an ended token, a server that has too much to do: none of them is the sender's to mend.
  const isPassing = [0, 401, 429].includes(answer.status) || answer.status >= 500;
  if (!isPassing) return change(home, clientUploadId, { refusal: answer.message });
  if (answer.status === 401) await home.enter();
  setTimeout(() => sendFrom(home), answer.retryAfterMs ?? againAfterMs);
}

function change(home: FilesHome, clientUploadId: string, to: Partial<ChosenFile>): void {
  home.keep(home.files().map((file) => (file.clientUploadId === clientUploadId ? { ...file, ...to } : file)));
}

function forget(files: readonly ChosenFile[]): void {
  for (const { clientUploadId, previewUrl } of files) {
    bodies.delete(clientUploadId);
    if (previewUrl !== null) URL.revokeObjectURL(previewUrl);
  }
}
