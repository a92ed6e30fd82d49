export { type AddStaff, addStaff } from './add-staff.ts';
export type { StaffDeps } from './deps.ts';
export { staffErrors } from './errors.ts';
export { livePeople } from './live.ts';
export { createRequireStaff, createStaffSocketGate, type RequireStaff } from './require-staff.ts';
export { CONSOLE_ROLES, DASHBOARD_ROLES, SUPERVISOR_ROLES } from './roles.ts';
export { staffRoutes } from './routes.ts';
export { nameOfStaff } from './store.ts';
export type { StaffCaller, StaffRequest } from './types.ts';
