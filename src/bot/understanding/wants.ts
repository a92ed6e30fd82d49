import type { Intent } from './intents.ts';

/** Finer wants than the dialogs tell apart, and the dialog that answers each; every other want is an intent itself. */
const FINER = {
  refund_status: 'refund',
  cancel_order: 'orders',
  account_login: 'access',
  playback_trouble: 'access',
  certificate: 'terms',
  download: 'terms',
  validity: 'terms',
  devices: 'terms',
  update: 'terms',
  trial: 'terms',
  shipping: 'terms',
  complaint: 'human',
  prerequisites: 'details',
  level: 'details',
  duration: 'details',
  teacher: 'details',
  exclude: 'search',
  decline: 'agreement',
  distress: 'off_topic',
  medical: 'off_topic',
} as const satisfies Readonly<Record<string, Intent>>;

/** What a learner wants, as finely as the classifier tells it. */
export type Want = Intent | keyof typeof FINER;

/** The dialog that answers a want. */
export function intentOf(want: Want): Intent {
  return (FINER as Readonly<Partial<Record<Want, Intent>>>)[want] ?? (want as Intent);
}
