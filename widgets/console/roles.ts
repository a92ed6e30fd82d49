import type { StaffView } from '../../src/identity/wire.ts';

/** Who may work here; others are told where to go. */
const consoleRoles: readonly StaffView['role'][] = ['agent', 'supervisor', 'admin'];

export function mayUseConsole(staff: StaffView): boolean {
  return consoleRoles.includes(staff.role);
}

/** Who answers for others. */
export function isSupervisor(staff: StaffView | null | undefined): boolean {
  return staff?.role === 'supervisor' || staff?.role === 'admin';
}
