export type { WechatPayConfig, WechatPayProduct } from './connection.ts';
export { wechatPayGateway } from './wechat-gateway.ts';
