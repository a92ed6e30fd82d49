import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import {
  attachmentRoutes,
  botFrameworkRoutes,
  consoleOpsRoutes,
  consoleRoutes,
  directLineRoutes,
  findingRoutes,
  maskWordsHook,
  presenceRoutes,
  queueRoutes,
  servedModel,
  serviceRoutes,
} from '../bot/index.ts';
import {
  catalogRoutes,
  checkoutRoutes,
  entitlementsOf,
  hostRoutes,
  invoiceRoutes,
  notificationRoutes,
  offerRoutes,
  orderSearchRoutes,
  payLinkRoutes,
  paymentRoutes,
  receiptRoutes,
  refundRoutes,
  routingRoutes,
  sandboxKeys,
  walletRoutes,
  webhookRoutes,
} from '../checkout/index.ts';
import {
  createAuthenticateFor,
  createHostServer,
  createRequireStaff,
  identityRoutes,
  staffAccountRoutes,
  staffRoutes,
} from '../identity/index.ts';
import { armFailpoint } from '../kernel/failpoint.ts';
import { limits } from '../kernel/limits.ts';
import { metricsRoutes } from '../metrics/index.ts';
import { recommendRoutes } from '../recommend/index.ts';
import { type RiskRoutesDeps, riskRoutes } from '../risk/index.ts';
import { auditStart } from './audit.ts';
import { type Child, startDemoChild, startSandboxChild } from './children.ts';
import { compose, type House } from './compose.ts';
import type { Config } from './config.ts';
import { fillDemoCatalogue } from './demo-catalogue.ts';
import { fillDemoFaq } from './demo-faq.ts';
import { directLineOf } from './direct-line.ts';
import { figuresDeps } from './figures.ts';
import type { AccessGates } from './http/access.ts';
import { buildHttp } from './http/build-http.ts';
import { clockRoutes } from './http/clock-routes.ts';
import { docsRoutes } from './http/docs-routes.ts';
import { type Connections, watchConnections } from './http/end-connections.ts';
import { graphqlRoutes } from './http/graphql.ts';
import { operatorRoutes } from './http/operator-routes.ts';
import { privacyRoutes } from './http/privacy-routes.ts';
import { widgetRoutes } from './http/widget-routes.ts';
import { payLinksOf } from './pay-links.ts';
import { publicUrlOf } from './public-url.ts';
import { partsOf } from './roles.ts';
import { settlePorts, withDemoSites } from './settle-ports.ts';
import { buildSockets, type Sockets } from './sockets.ts';
import { VERSION } from './version.ts';

export interface Running {
  readonly house: House;
  readonly http: FastifyInstance;
  /** Where this process listens. */
  readonly url: string;
  readonly children: { readonly sandbox?: Child; readonly demo?: Child };
  /** Stops taking work, ends what is in hand, closes the stores. */
  stop(): Promise<void>;
}

/** Starts the parts of this process's role. Throws when something it needs cannot start. */
export async function start(given: Config): Promise<Running> {
  if (given.TILLTALK_FAILPOINT !== undefined) armFailpoint(given.TILLTALK_FAILPOINT);
  const config = withDemoSites(await settlePorts(given));
  const stopTraces = await traceTo(config);
  const house = await compose(config);
  await auditStart(house, config);
  const parts = partsOf(config.ROLE);
  const app = await buildHttp({
    log: house.log,
    meter: house.meter,
    trustProxy: config.TRUST_PROXY,
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    version: VERSION,
    gates: gatesOf(house),
    api: (parts.http ? apiOf(house) : parts.worker ? analyticsRoutes(house) : []).map(wordsMasked),
    other: [operatorRoutes(operatorDeps(house)), ...(parts.http ? pagesOf(house) : [])],
  });
  const sockets = parts.sockets ? buildSockets(app.server, house) : undefined;
  const connections = watchConnections(app.server);
  const children = parts.http ? await startChildren(config) : {};
  if (config.DEMO && parts.http) {
    await fillDemoCatalogue(house, children.demo?.url);
    await fillDemoFaq(house);
  }
  await app.listen({ host: config.HOST, port: config.PORT });
  warmUp(house);
  if (parts.worker) {
    house.jobs.start();
    house.relay.start();
  }
  return {
    house,
    http: app,
    url: urlOf(app),
    children,
    stop: () => stop({ app, connections, sockets, house, children, stopTraces }),
  };
}

/** Without a collector the exporter is not even loaded. */
async function traceTo(config: Config): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = {} } = config;
  if (endpoint === undefined) return async () => {};
  const { exportTraces } = await import('../kernel/export-traces.ts');
  const { OTEL_SERVICE_NAME: serviceName, OTEL_TRACES_SAMPLER_ARG: ratio } = config;
  return exportTraces({ endpoint, headers, serviceName, ratio, version: VERSION });
}

function gatesOf(house: House): AccessGates {
  return {
    authenticate: house.authenticate,
    authenticateFor: createAuthenticateFor(house.identity, house.authenticate),
    requireStaff: createRequireStaff(house.checkout),
    host: createHostServer(house.identity),
  };
}

function apiOf(house: House): FastifyPluginCallback[] {
  const { SANDBOX_SECRET } = house.config;
  const host = createHostServer(house.identity);
  return [
    identityRoutes(house.identity),
    staffRoutes(house.staff),
    staffAccountRoutes(house.staff),
    consoleRoutes(house.console),
    consoleOpsRoutes(house.consoleOps),
    queueRoutes(house.console),
    presenceRoutes(house.console),
    serviceRoutes(house.console),
    attachmentRoutes({ ...house.attachments, ...house.console }, { ...house, ...house.console }),
    recommendRoutes(house.recommend, house.authenticate),
    findingRoutes(house.finding),
    catalogRoutes({ ...house.checkout, requireStaff: createRequireStaff(house.checkout) }),
    checkoutRoutes(house.checkout, gatesOf(house)),
    offerRoutes(house.checkout, gatesOf(house)),
    payLinkRoutes(payLinksOf(house)),
    walletRoutes(house.checkout, house.authenticate),
    receiptRoutes(house.checkout, { authenticate: house.authenticate, host }),
    hostRoutes(house.checkout, host),
    orderSearchRoutes(house.checkout, {
      requireStaff: createRequireStaff(house.checkout),
      host,
    }),
    paymentRoutes(house.checkout, host),
    routingRoutes(house.checkout, host),
    refundRoutes(house.checkout, host),
    invoiceRoutes(house.privacy, { ...gatesOf(house), host }),
    privacyRoutes(house.privacy, house.authenticate),
    webhookRoutes(house.webhooks.deps, host),
    directLineRoutes(directLineOf(house)),
    botFrameworkRoutes(house.botFramework.deps),
    riskRoutes(riskRoutesDepsOf(house), createRequireStaff(house.checkout)),
    ...analyticsRoutes(house),
    clockRoutes({ ...house, livemode: house.config.livemode, apiKey: sandboxKeys(SANDBOX_SECRET).apiKey }),
  ] as FastifyPluginCallback[];
}

/** What learners, the platform's people and ours write is masked before any operation sees it (C7). */
function wordsMasked(routes: FastifyPluginCallback): FastifyPluginCallback {
  return (app, _options, done) => {
    app.addHook('preHandler', maskWordsHook);
    void app.register(routes);
    done();
  };
}

function riskRoutesDepsOf({ checkout }: House): RiskRoutesDeps {
  const ownedBy = async (learnerId: string) =>
    (await entitlementsOf(checkout, learnerId))
      .filter(({ status }) => status === 'active')
      .map(({ title }) => title);
  return { ...checkout.risk, ownedBy };
}

/** The process that keeps the facts serves these addresses, whatever else it serves. */
function analyticsRoutes(house: House): FastifyPluginCallback[] {
  const { analytics, config, checkout } = house;
  const requireStaff = createRequireStaff(checkout);
  const deps = { ...figuresDeps(house), analytics, exportFolder: join(config.DATA_DIR, 'exports') };
  return [
    metricsRoutes(deps, requireStaff),
    graphqlRoutes({ analytics, orders: checkout, requireStaff }),
  ] as FastifyPluginCallback[];
}

function pagesOf(house: House): FastifyPluginCallback[] {
  return [
    docsRoutes(),
    notificationRoutes(house.checkout),
    widgetRoutes({ allowedSites: house.config.ALLOWED_SITES }),
  ] as FastifyPluginCallback[];
}

function operatorDeps(house: House) {
  return {
    meter: house.meter,
    metricsToken: house.config.METRICS_TOKEN,
    notReady: async () => {
      try {
        await house.db.query.selectFrom('key_value').select('key').limit(1).execute();
        return null;
      } catch {
        return 'the database does not answer';
      }
    },
  };
}

async function startChildren(config: Config): Promise<Running['children']> {
  const publicUrl = publicUrlOf(config);
  const ownSandbox = config.SANDBOX && config.SANDBOX_URL === undefined;
  const [sandbox, demo] = await Promise.all([
    ownSandbox ? startSandboxChild(config, publicUrl) : undefined,
    config.DEMO ? startDemoChild(config, publicUrl) : undefined,
  ]);
  return { ...(sandbox && { sandbox }), ...(demo && { demo }) };
}

function urlOf(app: FastifyInstance): string {
  const { address, port } = app.server.address() as AddressInfo;
  return `http://${address}:${port}`;
}

/** Reading catalogue and history takes a moment; the first question and the first payment need not wait for it. */
function warmUp(house: House): void {
  for (const gateway of house.checkout.gateways) void gateway.prepare?.();
  const { refused } = servedModel();
  if (refused !== null)
    house.log.error({ refused }, 'the intent model is not used: the tables alone understand');
  Promise.all([house.recommend.shelf.view(), house.checkout.risk.history.catchUp()]).catch((error: unknown) =>
    house.log.error({ error }, 'what is kept in memory could not be read'),
  );
}

interface Stopping {
  readonly app: FastifyInstance;
  readonly connections: Connections;
  readonly sockets: Sockets | undefined;
  readonly house: House;
  readonly children: Running['children'];
  readonly stopTraces: () => Promise<void>;
}

async function stop(stopping: Stopping): Promise<void> {
  const { app, connections, sockets, house, children, stopTraces } = stopping;
  sockets?.close();
  connections.endSoon({ graceMs: limits.requestsEndTimeMaxMs });
  house.analytics.stopSoon();
  await app.close();
  await house.turns.idle();
  await Promise.all([house.jobs.stop(), house.relay.stop()]);
  await Promise.all([house.webhooks.deliverer.stop(), house.botFramework.outward?.stop()]);
  await Promise.all([children.demo?.stop(), children.sandbox?.stop()]);
  await house.close();
  await stopTraces();
}
