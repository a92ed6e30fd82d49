/** Markup that is safe to send: made by `html` only. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | null | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag: every string that is put in is text and gets escaped; null is nothing. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = template.reduce((text, piece, index) => text + render(parts[index - 1] ?? null) + piece);
  return { markup };
}

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') {
    return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? '');
  }
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}
