import type { AskedRecords } from '../read.ts';

/** Which figure's rows are wanted, and what it is called. */
export interface RecordsWish {
  readonly title: string;
  readonly asked: AskedRecords;
}
