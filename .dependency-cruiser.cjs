/** The house's floors, lowest first. A folder may import folders below it, never above. */
const floors = ['kernel', 'identity', 'risk', 'checkout', 'recommend', 'bot', 'metrics', 'app'];

const lookDownOnly = floors.map((floor, index) => ({
  name: `look-down-only-${floor}`,
  comment: `src/${floor} stands below ${floors.slice(index + 1).join(', ') || 'main'}. Move the code down, or speak upwards by a domain event that app/subscriptions.ts connects.`,
  severity: 'error',
  from: { path: `^src/${floor}/` },
  to: {
    path: `^src/(${[...floors.slice(index + 1), 'sandbox', 'demo'].join('|')})/|^src/main\\.ts$`,
  },
}));

const throughTheDoor = floors
  .filter((floor) => floor !== 'kernel')
  .map((floor) => ({
    name: `through-the-door-${floor}`,
    comment: `Enter src/${floor} by its index.ts (browsers by its wire.ts). Export there what you need, or ask whether the code belongs on the other side.`,
    severity: 'error',
    from: { pathNot: `^src/${floor}/|\\.test\\.ts$|\\.testing\\.ts$|^(test|bench|eval)/` },
    to: {
      path: `^src/${floor}/`,
      pathNot: [`^src/${floor}/(index|wire)\\.ts$`, `^src/${floor}/[a-z/-]+/wire\\.ts$`],
    },
  }));

const vendorHome = (name, packages, home) => ({
  name: `vendor-home-${name}`,
  comment: `${name} lives in ${home} only. Use what that folder exports; do not open a second home for a vendor.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `${home}|\\.test\\.ts$|\\.testing\\.ts$` },
  to: { path: `^node_modules/(${packages})`, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    ...lookDownOnly,
    ...throughTheDoor,
    {
      name: 'no-circle',
      comment: 'Two files that import each other are one file, or miss a third that both import.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'main-imports-app-only',
      comment: 'main.ts starts the composed application; compose things in src/app.',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^src/', pathNot: '^src/app/' },
    },
    {
      name: 'sandbox-and-demo-stand-alone',
      comment:
        'The sandbox gateway and the demo platform are other companies: they may share the kernel and nothing else.',
      severity: 'error',
      from: { path: '^src/(sandbox|demo)/' },
      to: { path: '^src/', pathNot: '^src/(kernel|sandbox|demo)/' },
    },
    {
      name: 'sandbox-and-demo-apart',
      comment: 'Sandbox and demo do not know each other.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/demo/' },
    },
    {
      name: 'browser-by-wire-only',
      comment: "Browser code shares types with the server through a domain's wire.ts and nothing else.",
      severity: 'error',
      from: { path: '^widgets/' },
      to: { path: '^src/', pathNot: ['^src/[a-z]+/wire\\.ts$', '^src/[a-z]+/[a-z/-]+/wire\\.ts$'] },
    },
    {
      name: 'wire-is-types-and-zod',
      comment: 'wire.ts is read by browsers: zod and other wire.ts files only.',
      severity: 'error',
      from: { path: ['^src/[a-z]+/wire\\.ts$', '^src/[a-z]+/[a-z/-]+/wire\\.ts$'] },
      to: {
        pathNot: ['^node_modules/zod', '^src/[a-z]+/wire\\.ts$', '^src/[a-z]+/[a-z/-]+/wire\\.ts$'],
      },
    },
    {
      name: 'nothing-imports-a-test',
      comment: 'What a test and the product both need is product code: move it out of the test.',
      severity: 'error',
      from: { pathNot: '\\.test\\.ts$|\\.testing\\.ts$|^(test|bench|eval)/' },
      to: { path: '\\.test\\.ts$|\\.testing\\.ts$|^test/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    vendorHome('Kysely and database drivers', '(kysely|better-sqlite3|pg)/', '^src/kernel/db/'),
    vendorHome('ioredis', 'ioredis/', '^src/kernel/redis\\.ts$'),
    vendorHome('TensorFlow.js', '@tensorflow/', '^src/risk/'),
    vendorHome('CEL', '@marcbachmann/', '^src/risk/rules/'),
    vendorHome('DuckDB', '@duckdb/', '^src/metrics/'),
    vendorHome('the bot SDK', '@microsoft/', '^src/bot/channel/'),
    vendorHome('Fastify', '(fastify|fastify-type-provider-zod|@fastify)/', '/routes\\.ts$|^src/app/http'),
    vendorHome('OpenTelemetry', '@opentelemetry/', '^src/kernel/(trace|export-traces)\\.ts$'),
    vendorHome('GraphQL', '(graphql|mercurius)/', '^src/app/http/graphql\\.ts$'),
    vendorHome('standardwebhooks', 'standardwebhooks/', '^src/kernel/webhook/'),
    vendorHome('ws', 'ws/', '^src/bot/direct-line/sockets\\.ts$'),
    vendorHome('Socket.IO', 'socket\\.io/', '/sockets\\.ts$|^src/app/sockets\\.ts$'),
    vendorHome('cockatiel', 'cockatiel/', '^src/checkout/routing/'),
    vendorHome('gateway SDKs', '(stripe|alipay-sdk|wechatpay-axios-plugin)/', '^src/checkout/gateway/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    exclude: { path: '^(dist|data)/' },
  },
};
