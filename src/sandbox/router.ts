import { SandboxError } from './errors.ts';
import type { Handler } from './http.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Segments with a leading colon are parameters: `/pay/:chargeId`. */
  readonly path: string;
  readonly handler: Handler;
}

export interface RouteMatch {
  readonly handler: Handler;
  readonly params: Readonly<Record<string, string>>;
}

export type Router = (method: string, path: string) => RouteMatch;

/** Builds the look-up of a route by method and path; it throws `not_found` or `method_not_allowed`. */
export function buildRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ ...route, segments: route.path.split('/') }));
  return (method, path) => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    const segments = path.split('/');
    let pathKnown = false;
    for (const route of compiled) {
      const params = matchSegments(route.segments, segments);
      if (params === null) continue;
      if (route.method === wanted) return { handler: route.handler, params };
      pathKnown = true;
    }
    throw new SandboxError(pathKnown ? 'method_not_allowed' : 'not_found');
  };
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) {
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(segment)) return null;
      params[part.slice(1)] = segment;
    } else if (part !== segment) return null;
  }
  return params;
}
