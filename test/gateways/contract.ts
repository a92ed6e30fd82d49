import { afterAll, beforeAll, describe } from 'vitest';
import { describeClosing, describeDoubt, describePaying } from './contract/payments.ts';
import { describeNotifications, describeRefunds, describeStatement } from './contract/records.ts';
import { contextOf, type GatewayUnderTest } from './contract/under-test.ts';

export {
  type BookedPayment,
  type ContractFault,
  type GatewayUnderTest,
  linesOf,
} from './contract/under-test.ts';

/** The guarantees of every gateway, run against an adapter and its simulator (`start` is called once). */
export function describeGatewayContract(name: string, start: () => Promise<GatewayUnderTest>): void {
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
  });
}
