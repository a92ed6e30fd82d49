const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of a gateway without a slash at its end. Throws a plain Error, at start, unless it is https; a simulator
 * on this machine may be spoken to in plain http, never with live money.
 */
export function gatewayBaseUrl(gateway: string, text: string, livemode: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw new Error(`the address of ${gateway} is no URL`);
  const isSimulator = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !isSimulator) throw new Error(`the address of ${gateway} must be https`);
  if (isSimulator && livemode) throw new Error(`${gateway} cannot take live money at a plain http address`);
  return text.replace(/\/+$/, '');
}
