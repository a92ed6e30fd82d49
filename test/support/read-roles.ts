import { describeRoles, EVERYTHING } from './describe-roles.ts';
import { startTill } from './till.ts';

/** The tables of a server that has every route there is. */
export async function readRoles(): Promise<string> {
  const till = await startTill(EVERYTHING);
  try {
    return describeRoles(till.running.http.accessTable());
  } finally {
    await till.close();
  }
}
