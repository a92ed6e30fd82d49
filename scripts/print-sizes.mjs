import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What a host page's visitor loads on every page view before anything is opened, in KiB of gzip: our own measurement
 * of the published packages, except for Chatwoot, which one of its users measured.
 */
const PEERS = [
  ['deep-chat 2.4.2', 108.6],
  ['assistant-ui 0.11.58 with React 18', 117.0],
  ['react-chatbotify 2.5.0 with React 18', 120.7],
  ['papercups chat-widget 1.3.1 with React 16', 123.5],
  ['ChatUI 3.8.0 with React 18', 129.9],
  ['Chatwoot (transfer, 2021)', 170.4],
  ['Typebot 0.10.7', 192.9],
  ['Botpress webchat 4.5.2 with React 18', 218.9],
  ['Flowise embed 3.1.6', 279.0],
  ['Bot Framework Web Chat 4.18.1, minimal', 473.1],
  ['Bot Framework Web Chat 4.18.1', 924.5],
];

/** Prints what the build weighs against its limits, and what peers weigh. */
export function printSizes() {
  const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'size-limit'), ['--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const sizes = JSON.parse(stdout);
  const lines = sizes.map(({ name, size, sizeLimit, passed }) =>
    line(name, size / 1024, `of ${sizeLimit / 1024}${passed ? '' : '  OVER'}`),
  );
  const loader = (sizes[0]?.size ?? 0) / 1024;
  const peers = PEERS.map(([name, kib]) => line(name, kib, `${Math.round(kib / loader)} times our loader`));
  const text = ['KiB of gzip', ...lines, '', 'Before anything is opened, elsewhere', ...peers];
  process.stdout.write(`${text.join('\n')}\n`);
}

function line(name, kib, remark) {
  return `${name.padEnd(44)} ${kib.toFixed(1).padStart(6)} ${remark}`;
}
