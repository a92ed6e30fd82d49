import { ensureBuilt } from './build.mjs';

ensureBuilt();
await import('../dist/app/cli/main.js');
