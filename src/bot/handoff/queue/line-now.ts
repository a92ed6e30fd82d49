import type { ConversationDeps, PresenceDeps } from '../../deps.ts';
import { nextOpenAt } from '../hours/open-hours.ts';
import { readService } from '../hours/service.ts';
import type { ServiceSettings } from '../wire.ts';
import { readWaitFigures, type WaitFigures } from './expected-wait.ts';

/** What somebody who asks for a person now has to be told. */
export interface LineNow {
  readonly settings: ServiceSettings;
  readonly figures: WaitFigures;
  /** Whether anybody takes conversations: nobody is told to wait for somebody who is not there. */
  readonly isAnybodyHere: boolean;
  /** When people are back by the calendar; null while they should be here, or when that is not known. */
  readonly opensAtMs: number | null;
  readonly nowMs: number;
}

/** Reads it from memory, mostly. */
export async function lineNow(deps: ConversationDeps & PresenceDeps): Promise<LineNow> {
  const [{ settings }, figures] = await Promise.all([readService(deps), readWaitFigures(deps)]);
  const nowMs = deps.clock.wallMs();
  const isAnybodyHere = figures.agentsAvailable > 0;
  const opensAtMs = isAnybodyHere ? null : nextOpenAt(settings, nowMs);
  return { settings, figures, isAnybodyHere, opensAtMs: opensAtMs === nowMs ? null : opensAtMs, nowMs };
}
