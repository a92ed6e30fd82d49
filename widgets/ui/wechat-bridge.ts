/** What WeChat puts into the pages that it shows. */
interface WeixinBridge {
  invoke(
    name: 'getBrandWCPayRequest',
    parameters: Readonly<Record<string, string>>,
    done: (answer: { readonly err_msg?: string }) => void,
  ): void;
}

/** What the app says became of it: worth a hint, never a proof. `none`: this page is not shown by WeChat. */
export type BridgeAnswer = 'ok' | 'cancel' | 'fail' | 'none';

/** The bridge arrives a moment after the page. */
const readyWithinMs = 1_500;

/** Opens WeChat's payment sheet over the page. */
export async function payByWechatBridge(
  page: Window,
  parameters: Readonly<Record<string, string>>,
): Promise<BridgeAnswer> {
  const bridge = bridgeOf(page) ?? (await bridgeSoon(page));
  if (!bridge) return 'none';
  return new Promise((resolve) => {
    bridge.invoke('getBrandWCPayRequest', parameters, ({ err_msg: said }) => {
      const answer = /:(ok|cancel)$/.exec(said ?? '')?.[1];
      resolve((answer as 'ok' | 'cancel' | undefined) ?? 'fail');
    });
  });
}

function bridgeOf(page: Window): WeixinBridge | undefined {
  return (page as Window & { WeixinJSBridge?: WeixinBridge }).WeixinJSBridge;
}

function bridgeSoon(page: Window): Promise<WeixinBridge | undefined> {
  // Only WeChat says of itself that it will bring one.
  if (!/MicroMessenger/i.test(page.navigator.userAgent)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const tell = () => resolve(bridgeOf(page));
    page.document.addEventListener('WeixinJSBridgeReady', tell, { once: true });
    setTimeout(tell, readyWithinMs);
  });
}
