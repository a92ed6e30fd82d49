import type { StaffRole } from '../wire.ts';

/** Who works with conversations. */
export const CONSOLE_ROLES: readonly StaffRole[] = ['agent', 'supervisor', 'admin'];

/** Who reads figures. */
export const DASHBOARD_ROLES: readonly StaffRole[] = ['analyst', 'supervisor', 'admin'];

/** Who administers accounts. */
export const ADMIN_ROLES: readonly StaffRole[] = ['admin'];

/** Who answers for the work of agents: settings, second opinions, the audit. */
export const SUPERVISOR_ROLES: readonly StaffRole[] = ['supervisor', 'admin'];
