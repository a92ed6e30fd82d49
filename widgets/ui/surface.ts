import type { Surface } from '../../src/identity/wire.ts';

/** Reads from the browser's own words where the widget is shown; apps say it themselves by the option `surface`. */
export function surfaceOf(userAgent: string): Surface {
  if (/miniProgram/i.test(userAgent)) return 'miniprogram';
  if (/MicroMessenger/i.test(userAgent)) return 'wechat';
  if (/AlipayClient/i.test(userAgent)) return 'alipay';
  return /Mobi|Android|iPhone|iPad/i.test(userAgent) ? 'mobile_web' : 'web';
}
