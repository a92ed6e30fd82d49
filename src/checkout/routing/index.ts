export { type ChangeRouting, changeRouting, readRouting } from './change-routing.ts';
export { Device, type RoutingConfig, RoutingRules, type RoutingVersion } from './config.ts';
export { explainRouting } from './explain-routing.ts';
export { forceGateway } from './force-gateway.ts';
export type { RoutingInput } from './ladder.ts';
export { parseRecord, type RoutingRecord } from './record.ts';
export { createRouter } from './router.ts';
export { routingRoutes } from './routes.ts';
export { findRoutedAttempts, findRoutingVersions } from './store.ts';
