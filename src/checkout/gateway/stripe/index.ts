export type { StripeConfig } from './config.ts';
export { stripeGateway } from './stripe-gateway.ts';
