import type { PageLanguage } from '../charge.ts';
import type { Answer } from '../http.ts';
import { html, type Markup } from './html.ts';
import { signSvg, stylesheetPath } from './style.ts';
import { textsOf } from './texts.ts';

export interface Page {
  readonly status?: number;
  readonly language: PageLanguage;
  readonly title: string;
  readonly main: Markup;
  readonly isWide?: boolean;
  /** The browser goes here by itself, at once. A full page in between, since a form's policy binds redirects too. */
  readonly forwardTo?: string;
  /** The browser asks again after so many seconds. */
  readonly reloadAfterS?: number;
}

/** No script at all, styles from one file, forms to ourselves only, never inside a frame. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // With `no-referrer` browsers would hide the origin of our own forms from us.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

const sign: Markup = { markup: signSvg };

/** The whole answer of a page. */
export function pageAnswer(page: Page): Answer {
  const texts = textsOf(page.language);
  const other = page.language === 'zh' ? 'en' : 'zh';
  const width = page.isWide ? 'wide' : 'narrow';
  const forward =
    page.forwardTo === undefined ? null : html`<meta http-equiv="refresh" content="0;url=${page.forwardTo}">`;
  const document = html`<!doctype html>
<html lang="${page.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${page.title} · ${texts.brand}</title>
<link rel="stylesheet" href="${stylesheetPath}">
<link rel="icon" type="image/svg+xml" href="/icon.svg">
${forward}
</head>
<body>
<header>
<p class="notice">${texts.sandboxNotice}</p>
<div class="bar ${width}"><p class="brand">${sign}${texts.brand}</p><a href="?lang=${other}" lang="${other}">${texts.switchLabel}</a></div>
</header>
<main class="${width}">
${page.main}
</main>
</body>
</html>
`;
  const refresh = page.reloadAfterS === undefined ? {} : { refresh: String(page.reloadAfterS) };
  return { status: page.status ?? 200, headers: { ...pageHeaders, ...refresh }, body: document.markup };
}
