/** Nothing but the way on; the gateway sees our origin and not the token in the address. */
export const leavingHeaders = {
  'referrer-policy': 'origin',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

/**
 * A page that goes on to the gateway by itself: unlike a redirect it makes the browser name our origin as the Referer,
 * which WeChat H5 compares with the domains registered there. It needs no script.
 */
export function leavingPage(url: string): string {
  const address = url.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0;url=${address}"><title>…</title>
<p><a href="${address}">前往支付 · Continue to pay</a></p></html>`;
}
