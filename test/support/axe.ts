import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

let source: string | undefined;

/**
 * What axe finds serious or critical, by rule and place; WCAG 2.2 AA with its sizes of targets included.
 * `within` names the part that changed since the whole was looked at: an open dialog, e.g., behind which all is inert.
 */
export async function seriousIn(where: Frame | Page, within?: string): Promise<string[]> {
  source ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (!(await where.evaluate<boolean>("'axe' in window"))) await where.evaluate(source);
  return where.evaluate<string[]>(`axe
    .run(${within === undefined ? 'document' : JSON.stringify({ include: [[within]] })}, {
      iframes: false,
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'target-size': { enabled: true } },
    })
    .then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target.join(' ') + ' ' + node.failureSummary)))`);
}
