import { startDemo } from './server.ts';

const environment = process.env;

const demo = await startDemo({
  host: environment['DEMO_HOST'] ?? 'localhost',
  port: Number(environment['DEMO_PORT'] ?? 3080),
  hostSecret: environment['DEMO_HOST_SECRET'] ?? 'tilltalk-demo-host-secret-for-tests-only',
  tilltalkUrl: environment['TILLTALK_URL'] ?? 'http://127.0.0.1:3000',
});

const stop = () => void demo.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (environment['DEMO_FOLLOW_PARENT'] === '1') {
  // The parent holds one end of each: when it is gone, however it went, they close.
  process.once('disconnect', stop);
  if (!process.channel) process.stdin.once('end', stop).resume();
}
process.stdout.write(`${JSON.stringify({ ready: true, url: demo.url })}\n`);
