import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Config } from './config.ts';

/** Addresses stand in links and in what gateways and sites are told, so port 0 is settled before anything is composed. */
export async function settlePorts(config: Config): Promise<Config> {
  const isOurs = config.PORT === 0 && config.PUBLIC_URL === undefined;
  return {
    ...config,
    ...(isOurs && { PORT: await freePort(config.HOST) }),
    ...(config.DEMO && config.DEMO_PORT === 0 && { DEMO_PORT: await freePort('127.0.0.1') }),
  };
}

/** A demo that runs may show the widget, whatever its port is and by whichever name of this machine it is opened. */
export function withDemoSites(config: Config): Config {
  if (!config.DEMO) return config;
  const sites = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${config.DEMO_PORT}`);
  return { ...config, ALLOWED_SITES: [...new Set([...config.ALLOWED_SITES, ...sites])] };
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
