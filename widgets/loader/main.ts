import { startLoader } from './start-loader.ts';

// Known only while the script runs; its origin is the one and only origin the widget ever speaks with.
const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src) startLoader(window, new URL(script.src).origin);
