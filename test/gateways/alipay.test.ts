import { describeGatewayContract } from './contract.ts';
import { startAlipayUnderTest } from './simulators/alipay/harness.ts';

describeGatewayContract('alipay', startAlipayUnderTest, { complaints: true });
