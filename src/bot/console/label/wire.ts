import { z } from 'zod';

export const LabelColour = z.enum(['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple']);
export type LabelColour = z.infer<typeof LabelColour>;

/** `POST /labels`, `PUT /labels/{id}`: for supervisors and admins. */
export const LabelBody = z.strictObject({ name: z.string().trim().min(1).max(24), colour: LabelColour });
export type LabelBody = z.infer<typeof LabelBody>;

export const LabelView = z.object({ labelId: z.string(), name: z.string(), colour: LabelColour });
export type LabelView = z.infer<typeof LabelView>;

/** `GET /labels`; also the answer of `PUT` and `DELETE /conversations/{id}/labels/{labelId}`: those the thread has. */
export const LabelList = z.object({ labels: z.array(LabelView) });
export type LabelList = z.infer<typeof LabelList>;
