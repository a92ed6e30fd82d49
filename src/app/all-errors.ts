import { botErrors, consoleErrors, directLineErrors } from '../bot/index.ts';
import {
  catalogErrors,
  checkoutErrors,
  invoiceErrors,
  offerErrors,
  privacyErrors,
  staffCapErrors,
  webhookErrors,
} from '../checkout/index.ts';
import { identityErrors, staffErrors } from '../identity/index.ts';
import { type ErrorDefinition, kernelErrors } from '../kernel/errors.ts';
import { metricsErrors } from '../metrics/index.ts';
import { riskErrors } from '../risk/index.ts';

/** Every error that Tilltalk answers, by domain. */
export const allErrors: readonly ErrorDefinition[] = [
  ...Object.values(kernelErrors),
  ...Object.values(identityErrors),
  ...Object.values(staffErrors),
  ...Object.values(riskErrors),
  ...Object.values(checkoutErrors),
  ...Object.values(catalogErrors),
  ...Object.values(offerErrors),
  ...Object.values(invoiceErrors),
  ...Object.values(privacyErrors),
  ...Object.values(staffCapErrors),
  ...Object.values(webhookErrors),
  ...Object.values(botErrors),
  ...Object.values(consoleErrors),
  ...Object.values(directLineErrors),
  ...Object.values(metricsErrors),
];
