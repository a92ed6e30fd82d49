import { ensureBuilt } from './build.mjs';

ensureBuilt();
await import('../dist/main.js');
