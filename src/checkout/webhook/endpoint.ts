import type { Transitions } from '../../kernel/state-machine.ts';

export type EndpointStatus = 'enabled' | 'disabled';

/** Switched off by a person, by its own 410, or after too many failures; on again by a person only. */
export const endpointTransitions: Transitions<EndpointStatus> = {
  enabled: ['disabled'],
  disabled: ['enabled'],
};
