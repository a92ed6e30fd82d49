/** The code that chooses and sends files, loaded when the first one is chosen. */
export const fileWork = () => import('./files.ts');
