import { botErrors, directLineErrors } from '../bot/index.ts';
import { checkoutErrors, offerErrors, staffCapErrors, webhookErrors } from '../checkout/index.ts';
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
  ...Object.values(offerErrors),
  ...Object.values(staffCapErrors),
  ...Object.values(webhookErrors),
  ...Object.values(botErrors),
  ...Object.values(directLineErrors),
  ...Object.values(metricsErrors),
];
