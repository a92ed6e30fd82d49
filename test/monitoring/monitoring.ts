import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/build.mjs';
import { alerts } from '../../scripts/monitoring/alert-files.ts';
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';
import { lastingPort, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import { openMailSink, openWebhookSink, type Sink } from './sinks.ts';

const HELP = `npm run test:monitoring

Plays the stories of all alerts with promtool; then a real Prometheus with the shipped files scrapes a running Tilltalk
until all rules are loaded and quiet, Tilltalk is stopped, and mail, webhook and text message have to arrive within 60 s of
the alert. Needs Debian's packages prometheus and prometheus-alertmanager, and installs them where it runs as root.`;

const TOLD_WITHIN_MS = 60_000;
const QUIET_MS = 20_000;

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(HELP);
    return 0;
  }
  ensureSystemPackages(
    ['prometheus', 'prometheus-alertmanager'].map((name) => ({
      path: `/usr/bin/${name}`,
      debianPackage: name,
    })),
  );
  execFileSync('promtool', ['check', 'config', 'deploy/prometheus/prometheus.yml'], { stdio: 'inherit' });
  execFileSync('promtool', ['test', 'rules', 'deploy/prometheus/alerts.test.yml'], { stdio: 'inherit' });
  ensureBuilt();
  return watchAndStop();
}

interface Watch {
  readonly folder: string;
  readonly tilltalk: ServerProcess;
  readonly prometheusUrl: string;
  readonly sinks: Readonly<Record<'mail' | 'webhook' | 'text message', Sink>>;
}

async function watchAndStop(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tilltalk-monitoring-'));
  const children: ChildProcess[] = [];
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL');
  });
  const sinks = {
    mail: await openMailSink(),
    webhook: await openWebhookSink(),
    'text message': await openWebhookSink(),
  };
  const port = await lastingPort();
  const tilltalk = await startServerProcess({
    environment: {
      PORT: String(port),
      DATA_DIR: folder,
      DEMO: '0',
      LOG_LEVEL: 'warn',
      SANDBOX_URL: 'http://127.0.0.1:9',
    },
  });
  try {
    const prometheusUrl = await startWatching({ folder, port, sinks, children });
    return await judge({ folder, tilltalk, prometheusUrl, sinks });
  } finally {
    for (const child of children) child.kill('SIGTERM');
    for (const sink of Object.values(sinks)) sink.close();
    await tilltalk.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts both with the shipped files, in which only addresses are others. */
async function startWatching({
  folder,
  port,
  sinks,
  children,
}: {
  folder: string;
  port: number;
  sinks: Watch['sinks'];
  children: ChildProcess[];
}): Promise<string> {
  const [own, manager] = [await lastingPort(), await lastingPort()];
  cpSync('deploy/prometheus/alerts.yml', join(folder, 'alerts.yml'));
  const prometheusFile = readdressed('deploy/prometheus/prometheus.yml', folder, {
    '127.0.0.1:3000': `127.0.0.1:${port}`,
    '127.0.0.1:9093': `127.0.0.1:${manager}`,
  });
  const managerFile = readdressed('deploy/alertmanager/alertmanager.yml', folder, {
    '127.0.0.1:25': `127.0.0.1:${sinks.mail.port}`,
    '127.0.0.1:9095': `127.0.0.1:${sinks.webhook.port}`,
    '127.0.0.1:9096': `127.0.0.1:${sinks['text message'].port}`,
  });
  const start = (program: string, args: readonly string[]): void => {
    children.push(spawn(program, args, { stdio: 'ignore' }));
  };
  start('prometheus-alertmanager', [
    `--config.file=${managerFile}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    `--web.listen-address=127.0.0.1:${manager}`,
    '--cluster.listen-address=',
  ]);
  start('prometheus', [
    `--config.file=${prometheusFile}`,
    `--storage.tsdb.path=${join(folder, 'prometheus')}`,
    `--web.listen-address=127.0.0.1:${own}`,
  ]);
  return `http://127.0.0.1:${own}`;
}

function readdressed(file: string, folder: string, addresses: Readonly<Record<string, string>>): string {
  let text = readFileSync(file, 'utf8');
  for (const [from, to] of Object.entries(addresses)) {
    if (!text.includes(from)) throw new Error(`${file} does not name ${from}`);
    text = text.replaceAll(from, to);
  }
  const copy = join(folder, file.split('/').at(-1) ?? 'config.yml');
  writeFileSync(copy, text);
  return copy;
}

interface Rules {
  readonly data: { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
}

interface Rule {
  readonly name: string;
  readonly health: string;
  readonly state: string;
  readonly alerts: readonly { readonly state: string; readonly activeAt: string }[];
}

async function judge({ tilltalk, prometheusUrl, sinks }: Watch): Promise<number> {
  const read = async (): Promise<readonly Rule[]> => {
    const answer = await fetch(`${prometheusUrl}/api/v1/rules`).catch(() => undefined);
    return answer?.ok ? ((await answer.json()) as Rules).data.groups.flatMap(({ rules }) => rules) : [];
  };
  const isUp = async (): Promise<boolean> => {
    const answer = await fetch(`${prometheusUrl}/api/v1/query?query=up`).catch(() => undefined);
    return answer?.ok === true && (await answer.text()).includes('"1"]');
  };
  await until(isUp, (up) => up, 60_000);
  const quietUntilMs = Date.now() + QUIET_MS;
  const rules = await until(
    read,
    (all) => Date.now() > quietUntilMs && all.every(({ health }) => health === 'ok'),
    60_000,
  );
  const loud = rules.filter(({ state }) => state !== 'inactive').map(({ name }) => name);
  console.log(
    `${rules.length} of ${alerts.length} rules evaluated on a running Tilltalk; active: ${loud.join() || 'none'}`,
  );
  const stoppedMs = Date.now();
  await tilltalk.stop();
  const down = async () => (await read()).find(({ name }) => name === 'TilltalkDown')?.alerts[0];
  await until(down, (alert) => alert?.state === 'firing', 90_000);
  const firingMs = Date.now();
  const isTold = async (): Promise<boolean> =>
    Object.values(sinks).every(({ arrived }) => arrived.length > 0);
  await until(isTold, (told) => told, TOLD_WITHIN_MS);
  console.log(`stopped; the alert fired after ${seconds(firingMs - stoppedMs)}`);
  for (const [name, { arrived }] of Object.entries(sinks)) {
    const [first] = arrived;
    const isOurs = first?.text.includes('TilltalkDown') === true;
    console.log(
      `${name}: ${seconds((first?.atMs ?? 0) - firingMs)} after it fired, ${isOurs ? 'names it' : 'does NOT name it'}`,
    );
    if (!isOurs) return 1;
  }
  return rules.length === alerts.length && loud.length === 0 ? 0 : 1;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
