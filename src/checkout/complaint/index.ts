export { listComplaints } from './list-complaints.ts';
export type { Complaint } from './store.ts';
