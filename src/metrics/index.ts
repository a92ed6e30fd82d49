export type { MetricsDeps } from './deps.ts';
export { metricsErrors } from './errors.ts';
export { metricsRoutes } from './routes.ts';
