import { z } from 'zod';

/** Who has a thread open now, by their console's socket; the one who asks is among them. */
export const Viewer = z.object({ staffId: z.string(), displayName: z.string() });
export type Viewer = z.infer<typeof Viewer>;

/** Told to who watches the thread: console socket event `viewers:changed`. */
export interface ViewersChanged {
  conversationId: string;
  viewers: Viewer[];
}
