import { z } from 'zod';

/** `POST /v1/privacy/personalisation`: whether recommending may use what the learner did before. */
export const PersonalisationBody = z.strictObject({ isOn: z.boolean() });
export type PersonalisationBody = z.infer<typeof PersonalisationBody>;

/** What a learner has decided. */
export const PrivacyView = z.object({ personalisation: z.boolean() });
export type PrivacyView = z.infer<typeof PrivacyView>;

/** `POST /v1/privacy/erasure`: the word keeps a stray request from deleting anything. */
export const EraseBody = z.strictObject({ confirm: z.literal('erase') });
export type EraseBody = z.infer<typeof EraseBody>;

/** What was deleted, and what is kept with its reason. */
export const ErasureView = z.object({
  erased: z.array(z.string()),
  kept: z.array(z.object({ what: z.string(), why: z.object({ zh: z.string(), en: z.string() }) })),
});
export type ErasureView = z.infer<typeof ErasureView>;
