export { type AttemptJournal, openJournal } from './attempt-journal.ts';
export type { Difference } from './difference-store.ts';
export { timeZoneOf } from './import-statement.ts';
export { readStatementJson } from './read-json.ts';
export { type Reconciled, reconcileDay } from './reconcile-day.ts';
export type { DifferenceKind } from './statement.ts';
export { dayAfter } from './statement-day.ts';
export { type OpenMatters, openMattersOf } from './view-open-matters.ts';
export { recentReports, reportOfDay, type StatementReport } from './view-report.ts';
