import type { PageLanguage } from '../charge.ts';
import type { SandboxError } from '../errors.ts';
import type { Answer } from '../http.ts';
import { html } from './html.ts';
import { pageAnswer } from './layout.ts';
import { textsOf } from './texts.ts';

interface MessageInput {
  readonly language: PageLanguage;
  readonly error: SandboxError;
  /** Where the payer may start again. */
  readonly path: string;
}

/** An error as a page for people. */
export function messagePage({ language, error, path }: MessageInput): Answer {
  const texts = textsOf(language);
  const isStale = error.code === 'form_refused';
  const [title, lead] = isStale
    ? [texts.staleTitle, texts.staleLead]
    : error.status === 404
      ? [texts.notFoundTitle, texts.notFoundLead]
      : [texts.brokenTitle, texts.brokenLead];
  const again = isStale
    ? html`<a class="button primary" href="${path}?lang=${language}">${texts.staleLink}</a>`
    : null;
  const main = html`<section class="panel result"><h1>${title}</h1><p class="soft">${lead}</p>${again}</section>`;
  return pageAnswer({ status: error.status, language, title, main });
}
