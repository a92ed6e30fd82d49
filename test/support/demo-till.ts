import type { Browser } from 'playwright-core';
import { DEMO_SECRETS } from '../../src/app/config.ts';
import { fillDemoCatalogue } from '../../src/app/demo-catalogue.ts';
import { type Demo, startDemo } from '../../src/demo/server.ts';
import { closePages, sharedBrowser } from './browser.ts';
import { freePort } from './free-port.ts';
import { startTill, type Till } from './till.ts';

/** The whole story with real parts: Tilltalk, gateway, the demo platform with its catalogue on sale, a browser. */
export interface DemoTill {
  readonly till: Till;
  readonly demo: Demo;
  readonly browser: Browser;
  close(): Promise<void>;
}

export async function startDemoTill(environment: Record<string, string> = {}): Promise<DemoTill> {
  const demoPort = await freePort();
  const site = `http://localhost:${demoPort}`;
  const till = await startTill({ ALLOWED_SITES: site, ...environment });
  await fillDemoCatalogue(till.running.house, site);
  const demo = await startDemo({
    host: 'localhost',
    port: demoPort,
    hostSecret: DEMO_SECRETS.host,
    tilltalkUrl: till.url,
  });
  const browser = await sharedBrowser();
  return {
    till,
    demo,
    browser,
    close: async () => {
      await closePages();
      await demo.close();
      await till.close();
    },
  };
}
