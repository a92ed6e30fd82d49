import { z } from 'zod';

export const PersonalField = z.enum(['name', 'host_id', 'email', 'phone', 'ip']);
export type PersonalField = z.infer<typeof PersonalField>;

/** `POST /conversations/{id}/reveals`: shows one masked field; who, which, why and whose goes into the audit chain. */
export const RevealBody = z.strictObject({
  field: PersonalField,
  reason: z.string().trim().min(3).max(200),
});
export type RevealBody = z.infer<typeof RevealBody>;

/** Null when nothing is known. */
export const RevealedField = z.object({ field: PersonalField, value: z.string().nullable() });
export type RevealedField = z.infer<typeof RevealedField>;
