import type { Language } from '../../src/identity/wire.ts';
import type { ThemeOptions } from '../ui/bridge.ts';
import css from './loader.css?inline';
import type { Tilltalk } from './options.ts';

const labels = {
  zh: { open: '打开学习顾问', close: '收起学习顾问', unread: (n: number) => `打开学习顾问，${n} 条未读` },
  en: {
    open: 'Open the learning guide',
    close: 'Close the learning guide',
    unread: (n: number) => `Open the learning guide, ${n} unread`,
  },
};

/** The round button in the corner: all that is drawn before the first opening. */
export interface Launcher {
  /** Where the panel goes: beside the button, in the same shadow root. */
  corner: HTMLElement;
  /** The options, and what the page's style sheet says in their place by `--tilltalk-accent`, `-radius` and `-font`. */
  theme(): ThemeOptions;
  focus(): void;
  draw(state: { open: boolean; unread: number; language: Language }): void;
}

/** Draws the launcher in a shadow root of its own; fixed in the corner, so nothing of the page moves. */
export function createLauncher(page: Window, options: Tilltalk, onPress: () => void): Launcher {
  const document = page.document;
  const host = document.createElement('tilltalk-widget');
  const root = host.attachShadow({ mode: 'open' });
  // A constructed sheet needs no `style-src` exception in the host page's policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const accent = options.theme?.accent;
  if (accent && /^#[0-9a-f]{6}$/i.test(accent)) host.style.setProperty('--accent', accent);

  const corner = document.createElement('div');
  corner.className = options.position === 'start' ? 'start' : 'end';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.setAttribute('aria-haspopup', 'dialog');
  const badge = document.createElement('span');
  badge.className = 'badge';
  button.append(
    icon(
      document,
      'talk',
      'M21 11.5a8.5 8.5 0 0 1-12.2 7.6L3 21l1.9-5.8A8.5 8.5 0 1 1 21 11.5ZM8.5 10h7M8.5 13.5h4',
    ),
    icon(document, 'down', 'm5 9 7 7 7-7'),
    badge,
  );
  button.addEventListener('click', onPress);
  corner.append(button);
  root.append(corner);
  document.body.append(host);

  return {
    corner,
    theme: () => ({ ...wishesOf(page.getComputedStyle(host)), ...options.theme }),
    focus: () => button.focus(),
    draw: ({ open, unread, language }) => {
      const words = labels[language];
      button.setAttribute('aria-expanded', String(open));
      button.setAttribute('aria-label', open ? words.close : unread > 0 ? words.unread(unread) : words.open);
      button.lang = language;
      badge.hidden = open || unread === 0;
      badge.textContent = unread > 99 ? '99+' : String(unread);
    },
  };
}

function wishesOf(style: CSSStyleDeclaration): ThemeOptions {
  const wish = (name: string) => style.getPropertyValue(`--tilltalk-${name}`).trim();
  const radius = Number.parseFloat(wish('radius'));
  return { accent: wish('accent'), font: wish('font'), ...(radius >= 0 ? { radius } : {}) };
}

function icon(document: Document, name: string, path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('class', name);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
