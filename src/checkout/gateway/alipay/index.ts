export { alipayGateway } from './alipay-gateway.ts';
export type { AlipayConfig } from './config.ts';
export type { AlipayTrust } from './keys.ts';
