import type { Dashboard, DashboardState } from './dashboard.ts';

/** What every page of the dashboard is given. */
export interface BoardProps {
  readonly dashboard: Dashboard;
  readonly state: DashboardState;
  /** Of the session; goes with every question that is posted. */
  readonly csrfToken: string;
}
