import type { RouteAccess } from '../../src/app/http/access.ts';
import { type SocketAccess, socketAccess } from '../../src/bot/index.ts';
import { type Access, type AccessKind, OWN_PROOFS } from '../../src/identity/index.ts';
import { DIRECT_LINE_SECRET } from './direct-line-secret.ts';

/** The columns of the table, in order. */
const COLUMNS = [
  'guest',
  'learner',
  'agent',
  'supervisor',
  'analyst',
  'admin',
  'host',
] as const satisfies readonly AccessKind[];

/** What opens a route instead of a role. */
const WORDS = {
  link: 'link',
  gateway: 'signature',
  operator: 'operator',
  sandbox: 'sandbox',
  direct_line: 'token',
  bot_framework: 'token',
} as const;

/** Everything that a configuration can switch on, so that no route is left out of the table. */
export const EVERYTHING = {
  DIRECT_LINE_SECRETS: DIRECT_LINE_SECRET,
  BOT_FRAMEWORK_APP_ID: 'bot',
  BOT_FRAMEWORK_TENANT_ID: 'tenant',
  BOT_FRAMEWORK_SECRET: 'secret-of-a-bot',
};

/** Who may do what, as the two Markdown tables of docs/ROLES.md. */
export function describeRoles(routes: readonly RouteAccess[]): string {
  const paths = routes.map(({ method, url, access }) => row(`\`${method} ${url}\``, access));
  const events = socketAccess.flatMap(eventRows);
  return [table('route', paths), table('socket event', events)].join('\n\n');
}

function eventRows({ namespace, access, events }: SocketAccess): string[] {
  return events.map((event) => row(`\`${namespace}\` \`${event}\``, access));
}

function table(name: string, rows: readonly string[]): string {
  const head = [`| ${name} | ${COLUMNS.join(' | ')} |`, `| --- |${' :-: |'.repeat(COLUMNS.length)}`];
  return [...head, ...rows].join('\n');
}

function row(name: string, access: Access): string {
  const proof = OWN_PROOFS.find((one) => access.includes(one));
  const marks = COLUMNS.map((column) => {
    if (access.includes('anybody') || access.includes(column)) return '●';
    return proof === undefined ? '' : WORDS[proof];
  });
  return `| ${name} | ${marks.join(' | ')} |`;
}
