import { randomUUID } from 'node:crypto';
import { gatewayBaseUrl } from '../base-url.ts';
import { type HttpClient, httpClient } from '../http-client.ts';
import { type AlipayKeys, type AlipayTrust, alipayKeys } from './keys.ts';

export interface AlipayConfig {
  /** 应用 APPID. */
  readonly appId: string;
  /** The account that takes the money: 2088 and twelve digits more. A payment to another proves nothing (M2). */
  readonly sellerId: string;
  /** False for Alipay's sandbox and for simulators. */
  readonly livemode: boolean;
  /** Our application's private key: PEM, or the bare base64 of PKCS#8 that Alipay's tool writes. */
  readonly privateKey: string;
  /** How Alipay's own signatures are known: by its public keys or by its certificates. */
  readonly trust: AlipayTrust;
  /** Without a path; https://openapi.alipay.com unless set. */
  readonly baseUrl?: string;
  /** Limit of one call. */
  readonly timeoutMs: number;
  /** Its price by contract, parts per million of an amount; 6000 = 0.6 %. */
  readonly feePpm?: number;
  /** What the contract with Alipay calls the QR: 当面付 (the default) or 订单码支付. */
  readonly qrProductCode?: 'FACE_TO_FACE_PAYMENT' | 'QR_CODE_OFFLINE';
}

/** Wall time and chance; a test may bring its own. */
export interface AlipayDeps {
  wallMs(): number;
  newNonce(): string;
}

export const systemDeps: AlipayDeps = { wallMs: () => Date.now(), newNonce: () => randomUUID() };

/** All that a call needs. */
export interface Connection extends AlipayDeps {
  readonly appId: string;
  readonly sellerId: string;
  readonly livemode: boolean;
  readonly qrProductCode: string;
  readonly baseUrl: string;
  readonly keys: AlipayKeys;
  readonly send: HttpClient;
}

/** Reads the keys once. Throws a plain Error that names what is wrong, never a key itself. */
export function connect(config: AlipayConfig, deps: AlipayDeps): Connection {
  if (!/^\d{1,32}$/.test(config.appId)) throw new Error('the Alipay app id is no number');
  if (!/^2088\d{12}$/.test(config.sellerId))
    throw new Error('the Alipay seller id is not 2088 and twelve digits');
  return {
    ...deps,
    appId: config.appId,
    sellerId: config.sellerId,
    livemode: config.livemode,
    qrProductCode: config.qrProductCode ?? 'FACE_TO_FACE_PAYMENT',
    baseUrl: gatewayBaseUrl('Alipay', config.baseUrl ?? 'https://openapi.alipay.com', config.livemode),
    keys: alipayKeys(config.privateKey, config.trust),
    send: httpClient({ timeoutMs: config.timeoutMs }),
  };
}
