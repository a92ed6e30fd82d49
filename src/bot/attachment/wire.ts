import { z } from 'zod';

/** What may be sent: recognised by the file's own bytes, never by its name. */
export const FILE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'application/pdf',
  'text/plain',
] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** One file, in bytes. */
export const fileBytesMax = 10 * 1024 * 1024;

/** The `content` of a file's attachment in an activity; `contentType` and `name` stand beside it. */
export interface FileContent {
  attachmentId: string;
  bytes: number;
  /** In pixels; left out for what is no picture or does not say. */
  width?: number | undefined;
  height?: number | undefined;
}

/** `PUT …/conversations/{id}/attachments/{clientUploadId}?name=`: the bytes are the body; a repeat is the same file. */
export const UploadParams = z.strictObject({
  conversationId: z.string().min(1).max(64),
  /** Made and kept by the browser. */
  clientUploadId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
});
export const UploadQuery = z.strictObject({ name: z.string().min(1).max(255) });

/** A file that was uploaded; it is in the conversation once a message names its id. */
export const AttachmentView = z.object({
  attachmentId: z.string(),
  /** Masked and without anything that is no file name. */
  name: z.string(),
  contentType: z.enum(FILE_TYPES),
  bytes: z.number().int(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

/** `GET …/attachments/{id}/link`: an address that shows the file to whoever has it, for a short while. */
export const AttachmentLink = z.object({ url: z.string(), expiresAtMs: z.number().int() });
export type AttachmentLink = z.infer<typeof AttachmentLink>;
