import type { ThemeOptions } from './bridge.ts';

/** Puts the host page's wishes on; what is not well-formed is left as it was. */
export function wearTheme(root: HTMLElement, theme: ThemeOptions): void {
  const { accent, radius, font, scheme } = theme;
  if (accent && /^#[0-9a-f]{6}$/i.test(accent)) {
    root.style.setProperty('--accent', accent);
    // Nobody promised that this colour can be read as text.
    root.style.setProperty('--accent-strong', 'var(--ink)');
    root.style.setProperty('--on-accent', readableOn(accent));
  }
  if (typeof radius === 'number' && radius >= 0 && radius <= 28) {
    root.style.setProperty('--radius', `${radius}px`);
  }
  if (font && /^[\w\s,'"-]{1,200}$/.test(font)) root.style.setProperty('--font', `${font}, sans-serif`);
  if (scheme === 'light' || scheme === 'dark') root.dataset['scheme'] = scheme;
}

/** Black or white, whichever is read better on the colour (relative luminance of WCAG 2). */
function readableOn(hex: string): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#101312' : '#ffffff';
}
