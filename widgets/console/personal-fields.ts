import type { PersonalField } from '../../src/bot/console/wire.ts';

export type { PersonalField } from '../../src/bot/console/wire.ts';

/** What of a learner is masked. */
export const PersonalFieldNames: readonly PersonalField[] = ['name', 'host_id', 'email', 'phone', 'ip'];
