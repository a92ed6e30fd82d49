import { ensureBuilt } from './build.mjs';

const PARENT_LOOK_MS = 300;

/** npm ends the shell between itself and us on SIGTERM, and the shell passes nothing on: we end when it is gone. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_LOOK_MS);
  timer.unref();
}

endWithNpm();
ensureBuilt();
await import('../dist/main.js');
