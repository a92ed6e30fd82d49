/** What must hold besides the tests; `npm run check` runs these alone. */
export const checks = [
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'types of the server', command: ['tsc', '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'types of the widgets', command: ['tsc', '-p', 'widgets/tsconfig.json', '--noEmit'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'sizes of the widgets', command: ['size-limit'] },
];
