import { afterAll, beforeAll, describe } from 'vitest';
import { describeComplaints } from './contract/complaints.ts';
import { describeClosing, describeDoubt, describePaying } from './contract/payments.ts';
import { describeNotifications, describeRefunds, describeStatement } from './contract/records.ts';
import { contextOf, type GatewayUnderTest } from './contract/under-test.ts';

export {
  type BookedPayment,
  type ContractFault,
  type GatewayUnderTest,
  linesOf,
} from './contract/under-test.ts';

/** What only some gateways have. */
export interface Features {
  readonly complaints?: true;
}

/** The guarantees of every gateway, run against an adapter and its simulator (`start` is called once). */
export function describeGatewayContract(
  name: string,
  start: () => Promise<GatewayUnderTest>,
  features: Features = {},
): void {
  describe(`${name} keeps the contract of gateways`, () => {
    let under: GatewayUnderTest;
    beforeAll(async () => {
      under = await start();
    });
    afterAll(() => under?.close());
    const context = () => contextOf(under);
    describePaying(context);
    describeDoubt(context);
    describeClosing(context);
    describeRefunds(context);
    describeNotifications(context);
    describeStatement(context);
    if (features.complaints) describeComplaints(context);
  });
}
