import { DEMO_SECRET } from './keys.ts';
import { type SandboxOptions, startSandbox } from './server.ts';

/** Reads the environment; docs/SANDBOX.md lists it. Throws when a number is none. */
function readOptions(environment: NodeJS.ProcessEnv): SandboxOptions {
  const text = (name: string): string | undefined => environment[name] || undefined;
  const count = (name: string): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,9}$/.test(value)) throw new Error(`${name} must be a whole number`);
    return Number(value);
  };
  const optional = {
    host: text('SANDBOX_HOST'),
    merchantId: text('SANDBOX_MERCHANT_ID'),
    merchantName: text('SANDBOX_MERCHANT_NAME'),
    publicUrl: text('SANDBOX_PUBLIC_URL'),
    merchantClockUrl: text('SANDBOX_MERCHANT_CLOCK_URL'),
    slowMs: count('SANDBOX_SLOW_MS'),
    lateMs: count('SANDBOX_LATE_MS'),
    refundDelayMs: count('SANDBOX_REFUND_DELAY_MS'),
    authorizationTtlMs: count('SANDBOX_AUTHORIZATION_TTL_MS'),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return {
    port: count('SANDBOX_PORT') ?? 3090,
    dataDir: text('SANDBOX_DATA_DIR') ?? './data',
    secret: text('SANDBOX_SECRET') ?? DEMO_SECRET,
    ...given,
  };
}

/** Calls `end` once the process that started this one is gone: its channel, or else its pipe, closes. */
function followParent(end: () => void): void {
  if (process.connected) {
    process.once('disconnect', end);
    return;
  }
  process.stdin.once('end', end).once('close', end).once('error', end).resume();
}

async function run(): Promise<void> {
  const sandbox = await startSandbox(readOptions(process.env));
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void sandbox.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  if (process.env['SANDBOX_FOLLOW_PARENT'] === '1') followParent(end);
  process.stdout.write(`${JSON.stringify({ ready: true, url: sandbox.url })}\n`);
}

run().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `${JSON.stringify({ level: 'fatal', message: `the sandbox cannot start: ${message}` })}\n`,
  );
  process.exitCode = 1;
});
