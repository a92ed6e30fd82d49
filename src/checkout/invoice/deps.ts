import type { PersonalDataDeps } from '../../identity/index.ts';
import type { CheckoutDeps } from '../deps.ts';

export interface InvoiceDeps
  extends Pick<CheckoutDeps, 'db' | 'clock' | 'newId' | 'livemode'>,
    Pick<PersonalDataDeps, 'seal'> {
  /** Hides card and identity numbers in what people type (C7). */
  readonly maskText: (text: string) => string;
}
