import type { Transitions } from '../../kernel/state-machine.ts';
import type { GatewayNotification } from './types.ts';

export type GatewayEventState = 'received' | 'applied' | 'ignored' | 'failed';

/** `ignored`: understood and nothing new. `failed`: given up after many tries; replaying it by hand receives it again. */
export const gatewayEventTransitions: Transitions<GatewayEventState> = {
  received: ['received', 'applied', 'ignored', 'failed'],
  applied: ['received'],
  ignored: ['received'],
  failed: ['received'],
};

/** What a verified notification said, as its row keeps it beside the bytes. */
export interface StoredNotification {
  readonly content: GatewayNotification['content'];
}
