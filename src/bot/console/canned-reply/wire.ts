import { z } from 'zod';
import { Language } from '../../../identity/wire.ts';

/** What a canned reply can fill in, written `{learner_name}`. */
export const CannedVariable = z.enum([
  'learner_name',
  'agent_name',
  'order_number',
  'order_total',
  'product_title',
  'seller_name',
]);
export type CannedVariable = z.infer<typeof CannedVariable>;

const Text = z.string().trim().min(1).max(2_000);

/** `POST /canned-replies`, `PUT /canned-replies/{id}`: for supervisors and admins. */
export const CannedReplyBody = z
  .strictObject({
    /** Typed after a slash. */
    shortcut: z.string().regex(/^[a-z0-9_-]{1,32}$/),
    /** Who sees it: those with this skill; null for everybody. */
    team: z
      .string()
      .regex(/^[a-z0-9_-]{1,32}$/)
      .nullable()
      .default(null),
    title: z.string().trim().min(1).max(60),
    textZh: Text.nullable().default(null),
    textEn: Text.nullable().default(null),
  })
  .refine(({ textZh, textEn }) => textZh !== null || textEn !== null, {
    message: 'give a text',
    path: ['textZh'],
  });
export type CannedReplyBody = z.input<typeof CannedReplyBody>;

export const CannedReplyView = z.object({
  cannedReplyId: z.string(),
  shortcut: z.string(),
  team: z.string().nullable(),
  title: z.string(),
  textZh: z.string().nullable(),
  textEn: z.string().nullable(),
  updatedAtMs: z.number().int(),
});
export type CannedReplyView = z.infer<typeof CannedReplyView>;

/** `GET /canned-replies?team=`: those of everybody and of the team; without `team` all, by shortcut. */
export const CannedReplyQuery = z.strictObject({
  team: z
    .string()
    .regex(/^[a-z0-9_-]{1,32}$/)
    .optional(),
});
export const CannedReplyList = z.object({ cannedReplies: z.array(CannedReplyView) });
export type CannedReplyList = z.infer<typeof CannedReplyList>;

/** `POST /conversations/{id}/canned-replies/{cannedReplyId}/rendering`: the text for this thread, not sent yet. */
export const RenderCannedReplyBody = z.strictObject({
  /** Left out: the thread's, or the other one when the reply has no text in it. */
  language: Language.optional(),
});
export type RenderCannedReplyBody = z.infer<typeof RenderCannedReplyBody>;

export const RenderedReply = z.object({
  text: z.string(),
  language: Language,
  /** Variables nothing is known for: they stand in the text as written, to be filled by hand. */
  missing: z.array(CannedVariable),
});
export type RenderedReply = z.infer<typeof RenderedReply>;
