import type { AttachmentView } from '../../../src/bot/attachment/wire.ts';
import { type Answer, answerOf, networkRefusal } from '../http.ts';

export interface UploadFile {
  /** Where it goes: the conversation's, with the upload's id. */
  path: string;
  name: string;
  body: Blob;
  /** What proves who sends it. */
  headers: Readonly<Record<string, string>>;
  /** Told how much is there, from 0 to 1. */
  onProgress: (share: number) => void;
}

export interface Upload {
  answer: Promise<Answer<AttachmentView>>;
  abort(): void;
}

/** Sends a file's bytes. `fetch` does not tell how much has gone, so the older way it is. */
export function uploadFile({ path, name, ...file }: UploadFile): Upload {
  const request = new XMLHttpRequest();
  request.open('PUT', `${path}?${new URLSearchParams({ name })}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  for (const [header, value] of Object.entries(file.headers)) request.setRequestHeader(header, value);
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => file.onProgress(total > 0 ? loaded / total : 0);
  const answer = new Promise<Answer<AttachmentView>>((resolve) => {
    request.onload = () => resolve(readAnswer(request));
    request.onerror = () => resolve(networkRefusal);
    request.onabort = () => resolve(networkRefusal);
  });
  request.send(file.body);
  return { answer, abort: () => request.abort() };
}

function readAnswer(request: XMLHttpRequest): Promise<Answer<AttachmentView>> {
  const headers = { 'retry-after': request.getResponseHeader('retry-after') ?? '' };
  const response = new Response(null, { status: request.status, headers });
  const read: unknown = request.response ?? undefined;
  const reply = response.ok ? { data: read as AttachmentView } : { error: read };
  return answerOf(Promise.resolve({ ...reply, response }));
}
