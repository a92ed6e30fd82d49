import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;

/** CPU time a process has used, user and system, in ms. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold blanks; the fields after it do not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** CPU time of a process and its living children, in ms: a database server works in many processes. */
export function cpuMsOfTree(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid);
  return children.reduce((sum, name) => sum + cpuMsOrNone(Number(name)), cpuMsOf(pid));
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** A process that ended in between has used nothing since. */
function cpuMsOrNone(pid: number): number {
  try {
    return cpuMsOf(pid);
  } catch {
    return 0;
  }
}
