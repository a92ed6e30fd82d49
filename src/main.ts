import { type Running, readConfig, start } from './app/index.ts';

function announce({ url, children }: Running): void {
  const addresses = { tilltalk: url, demo: children.demo?.url, sandbox: children.sandbox?.url };
  process.stdout.write(`${JSON.stringify({ ready: true, ...addresses })}\n`);
  if (!process.stdout.isTTY) return;
  const lines = Object.entries(addresses).map(
    ([name, address]) => address && `  ${name.padEnd(9)} ${address}`,
  );
  process.stdout.write(`\nTilltalk is ready\n${lines.filter(Boolean).join('\n')}\n\nCtrl-C stops it.\n`);
}

function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        running.house.log.error({ error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

start(readConfig(process.env)).then(
  (running) => {
    announce(running);
    stopOnSignal(running);
  },
  (error: unknown) => {
    process.stderr.write(
      `Tilltalk cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
