import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const file = resolve('deploy/nginx/tilltalk.conf');
const text = readFileSync(file, 'utf8').replace(/#.*$/gm, '');

interface Location {
  readonly how: '=' | '~' | '';
  readonly path: string;
  readonly body: string;
}

const locations = [...text.matchAll(/location\s+(?:([=~])\s+)?(\S+)\s+\{([^}]*)\}/g)].map(
  ([, how = '', path = '', body = '']) => ({ how, path, body }) as Location,
);

/** Where nginx leads a path: an exact location, else the first pattern, else the longest beginning. */
function leadsTo(path: string): string | undefined {
  const exact = locations.find((one) => one.how === '=' && one.path === path);
  const pattern = locations.find((one) => one.how === '~' && new RegExp(one.path).test(path));
  const [prefix] = locations
    .filter((one) => one.how === '' && path.startsWith(one.path))
    .sort((one, other) => other.path.length - one.path.length);
  return (exact ?? pattern ?? prefix)?.body.match(/proxy_pass\s+http:\/\/(\w+);/)?.[1];
}

it.each([
  ['tilltalk_worker', '/v1/analytics/funnel'],
  ['tilltalk_worker', '/v1/analytics/rows'],
  ['tilltalk_worker', '/graphql'],
  ['tilltalk_chat', '/socket.io/'],
  ['tilltalk_chat', '/v3/directline/conversations/conv_1/stream'],
  ['tilltalk_web', '/v3/directline/conversations/conv_1/activities'],
  ['tilltalk_web', '/v3/directline/tokens/generate'],
  ['tilltalk_web', '/v1/checkouts'],
  ['tilltalk_web', '/dashboard'],
  [undefined, '/metrics'],
])('the proxy leads to %s: %s', (upstream, path) => {
  expect(leadsTo(path)).toBe(upstream);
});

it('the proxy’s file closes what it opens, names only upstreams that it has, and lets sockets through everywhere', () => {
  expect(text.split('{').length).toBe(text.split('}').length);
  const known = [...text.matchAll(/upstream\s+(\w+)\s*\{\s*[^}]*server\s/g)].map(([, name]) => name);
  const asked = [...text.matchAll(/proxy_pass\s+http:\/\/(\w+);/g)].map(([, name]) => name);
  expect(new Set(asked)).toEqual(new Set(known));
  expect(text).toMatch(/proxy_http_version 1\.1;/);
  // A POST that was sent to one process goes to no other; one that found nobody does.
  expect(text.match(/proxy_next_upstream ([^;]*);/)?.[1]).toBe('error timeout');
  expect(text).toMatch(/proxy_set_header Upgrade \$http_upgrade;\s+proxy_set_header Connection \$tilltalk_/);
  // A location with a header of its own would forget those of the server.
  expect(locations.filter(({ body }) => body.includes('proxy_set_header'))).toEqual([]);
  const worker = text.match(/upstream tilltalk_worker \{([^}]*)\}/)?.[1] ?? '';
  expect(worker.match(/\bserver\s/g)?.length).toBe(1);
});

it('nginx itself takes the file, where there is an nginx', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const whole = [
    `pid ${folder}/pid; events { }`,
    `http { access_log off; ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}`,
    // Any port will do for a look at the file, and 80 may not be ours.
    `include ${folder}/tilltalk.conf; }`,
  ];
  writeFileSync(
    join(folder, 'tilltalk.conf'),
    readFileSync(file, 'utf8').replace('listen 80;', 'listen 18080;'),
  );
  writeFileSync(join(folder, 'nginx.conf'), whole.join('\n'));
  const asked = ['-t', '-q', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')];
  const { error, status, stderr } = spawnSync('nginx', asked, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  const isMissing = error !== undefined && 'code' in error && error.code === 'ENOENT';
  expect(isMissing || status === 0, stderr).toBe(true);
});
