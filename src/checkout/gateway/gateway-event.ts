import type { Transitions } from '../../kernel/state-machine.ts';

export type GatewayEventState = 'received' | 'applied' | 'ignored' | 'failed';

/** `ignored`: understood and nothing new. `failed`: given up after many tries; replaying it by hand receives it again. */
export const gatewayEventTransitions: Transitions<GatewayEventState> = {
  received: ['received', 'applied', 'ignored', 'failed'],
  applied: ['received'],
  ignored: ['received'],
  failed: ['received'],
};
