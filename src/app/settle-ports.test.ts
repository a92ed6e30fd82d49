import { expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { settlePorts, withDemoSites } from './settle-ports.ts';

it('the demo may show the widget at whatever port it has, by both names of this machine', async () => {
  const given = readConfig({ DEMO_PORT: '0', ALLOWED_SITES: 'https://shop.example' });
  const { DEMO_PORT, ALLOWED_SITES } = withDemoSites(await settlePorts(given));
  expect(DEMO_PORT).toBeGreaterThan(0);
  expect(ALLOWED_SITES).toEqual([
    'https://shop.example',
    `http://localhost:${DEMO_PORT}`,
    `http://127.0.0.1:${DEMO_PORT}`,
  ]);
});

it('without a demo only those may who were named', () => {
  const { ALLOWED_SITES } = withDemoSites(readConfig({ DEMO: '0', ALLOWED_SITES: 'https://shop.example' }));
  expect(ALLOWED_SITES).toEqual(['https://shop.example']);
});
