import type { Config } from './config.ts';

/** The parts a process may run. */
export interface Parts {
  readonly http: boolean;
  readonly sockets: boolean;
  readonly worker: boolean;
}

/** Which parts each role runs; every role listens for health and metrics. */
export function partsOf(role: Config['ROLE']): Parts {
  return {
    http: role === 'all' || role === 'web',
    sockets: role === 'all' || role === 'chat',
    worker: role === 'all' || role === 'worker',
  };
}
