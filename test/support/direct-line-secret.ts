/** What the integrator's server proves itself by. */
export const DIRECT_LINE_SECRET = 'direct-line-secret-for-tests';
