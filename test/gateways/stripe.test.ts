import { describeGatewayContract } from './contract.ts';
import { startStripeUnderTest } from './simulators/stripe/harness.ts';

describeGatewayContract('stripe', startStripeUnderTest);
