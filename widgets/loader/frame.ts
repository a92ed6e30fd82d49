import { bridgeMark, type FrameMessage, type LoaderMessage, messageFrom } from '../ui/bridge.ts';

/** The panel's iframe and the only way to speak with it. */
export interface Frame {
  element: HTMLIFrameElement;
  say(message: LoaderMessage): void;
}

/** Puts the panel's iframe into the page: the first request that the widget makes. */
export function createFrame(
  page: Window,
  corner: HTMLElement,
  wiring: { origin: string; onMessage: (message: FrameMessage) => void },
): Frame {
  const element = page.document.createElement('iframe');
  element.className = 'panel';
  element.allow = 'clipboard-write';
  // The frame pins its host's origin by this; a wrong one would only make it deaf.
  element.src = `${wiring.origin}/widget/frame.html#${encodeURIComponent(page.location.origin)}`;
  page.addEventListener('message', (event) => {
    const sender = { source: element.contentWindow, origin: wiring.origin };
    const message = messageFrom<FrameMessage>(event, sender);
    if (message) wiring.onMessage(message);
  });
  corner.prepend(element);
  return {
    element,
    say: (message) => element.contentWindow?.postMessage({ [bridgeMark]: message }, wiring.origin),
  };
}
