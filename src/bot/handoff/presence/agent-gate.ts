import { CONSOLE_ROLES, type RequireStaff, type StaffCaller } from '../../../identity/index.ts';
import type { ConsoleRoutesDeps } from '../deps.ts';
import { beat } from './beat.ts';

/** The gate of the console's routes: who uses it is at their desk. */
export function agentGate(deps: ConsoleRoutesDeps): ReturnType<RequireStaff> {
  const require = deps.requireStaff(CONSOLE_ROLES);
  return async (request): Promise<StaffCaller> => {
    const caller = await require(request);
    await beat(deps, caller.staffId);
    return caller;
  };
}
