import type { CaseView } from '../../../src/bot/console/wire.ts';

/** A case as it is shown, and who hears of it once a step has changed it. */
export interface CaseProps {
  readonly shown: CaseView;
  readonly onChange: (next: CaseView) => void;
}
