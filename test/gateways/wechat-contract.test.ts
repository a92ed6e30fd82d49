import { describeGatewayContract } from './contract.ts';
import { startWechatUnderTest } from './wechat-under-test.ts';

describeGatewayContract('WeChat Pay', startWechatUnderTest, { complaints: true });
