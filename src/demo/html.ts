/** Text that may stand in a page: everything a browser could take for markup is escaped. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Builds markup from a template; every value is escaped unless it is markup itself. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[])[]
) {
  const parts = strings.map((text, at) => text + (at < values.length ? writeValue(values[at] ?? '') : ''));
  return { markup: parts.join('') };
}

export interface Markup {
  readonly markup: string;
}

function writeValue(value: string | Markup | readonly Markup[]): string {
  if (typeof value === 'string') return escapeHtml(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}
