import type { Transitions } from '../../kernel/state-machine.ts';

export type OrderState = 'pending' | 'paid' | 'canceled' | 'refunded';

export const orderTransitions: Transitions<OrderState> = {
  pending: ['paid', 'canceled'],
  canceled: ['paid'],
  paid: ['refunded'],
  refunded: [],
};
