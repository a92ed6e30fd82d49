import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { analyticsVariables } from './analytics-variables.ts';
import { channelVariables, refuseHalfABot } from './channel-variables.ts';
import { gatewayVariables } from './gateway-variables.ts';
import { CreatorShares, json, TopUpPackages } from './json-variables.ts';
import { llmVariables } from './llm-variables.ts';
import { traceVariables } from './trace-variables.ts';
import { Flag, Keys, Origins, Port } from './variable-forms.ts';

/** Secrets that anybody may know; live mode refuses them (M11). */
export const DEMO_SECRETS = {
  token: 'tilltalk-demo-token-secret-for-tests-only',
  host: 'tilltalk-demo-host-secret-for-tests-only',
  return: 'tilltalk-demo-return-secret-for-tests-only',
  sandbox: 'sandbox-demo-secret-for-tests-only',
  house: 'tilltalk-demo-house-secret-for-tests-only',
} as const;

/** Every variable that Tilltalk reads, with what it means. Nobody else reads the environment. */
export const variables = {
  PORT: { schema: Port.default(3000), about: 'Port of the HTTP server; 0 picks a free one.' },
  HOST: { schema: z.string().default('127.0.0.1'), about: 'Address to listen on.' },
  PUBLIC_URL: {
    schema: z.url().optional(),
    about: 'Where browsers and gateways reach Tilltalk; default http://HOST:PORT.',
  },
  DATA_DIR: {
    schema: z.string().default('./data'),
    about: 'Folder of the SQLite file, the files of conversations and the sandbox journal.',
  },
  JOURNAL_DIR: {
    schema: z.string().optional(),
    about:
      'Where orders and attempts are noted a second time, best on another disk; default DATA_DIR/journal.',
  },
  DATABASE_URL: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    about: 'PostgreSQL, as postgres://…; without it SQLite in DATA_DIR.',
  },
  REDIS_URL: {
    schema: z
      .string()
      .regex(/^rediss?:\/\//)
      .optional(),
    about: 'Redis, as redis://…: needed when several processes run.',
  },
  ROLE: {
    schema: z.enum(['all', 'web', 'chat', 'worker']).default('all'),
    about: 'Parts this process runs; anything but all needs PostgreSQL and Redis.',
  },
  ...analyticsVariables,
  TILLTALK_MODE: {
    schema: z.enum(['test', 'live']).default('test'),
    about: 'test moves test money only; live refuses the sandbox and demo secrets.',
  },
  LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    about: 'Least severe log line that is written.',
  },
  TRUST_PROXY: { schema: Flag.default(false), about: '1 behind a proxy that sets X-Forwarded-For.' },
  ALLOWED_SITES: {
    schema: Origins.prefault('http://localhost:3080'),
    about: 'Origins that may embed the widget, separated by commas; the demo’s own while it runs.',
  },
  TOKEN_SECRETS: {
    schema: Keys.default([{ kid: 'demo-1', secret: DEMO_SECRETS.token }]),
    about: 'Signs the widget tokens: kid:secret, two while rotating.',
    secret: true,
  },
  HOST_SECRETS: {
    schema: Keys.default([{ kid: 'demo-1', secret: DEMO_SECRETS.host }]),
    about: 'Verifies the host platform’s learner tokens: kid:secret, two while rotating.',
    secret: true,
  },
  HOST_JWKS_URL: {
    schema: z.url().optional(),
    about: 'Keys that the host platform publishes; with it HOST_SECRETS may be left out. Needs HOST_ISSUER.',
  },
  HOST_ISSUER: {
    schema: z.string().max(256).optional(),
    about: 'The `iss` that the host platform’s tokens must carry; without it any.',
  },
  HOUSE_SECRETS: {
    schema: Keys.default([{ kid: 'demo-1', secret: DEMO_SECRETS.house }]),
    about: 'Seals webhook secrets and signs audit checkpoints: kid:secret, two while rotating.',
    secret: true,
  },
  WEBHOOK_ALLOWED_HOSTS: {
    schema: z
      .string()
      .default('')
      .transform((text) => text.split(',').flatMap((host) => host.trim() || [])),
    about: 'Hosts, as name or name:port, that webhooks and HOST_JWKS_URL may reach though private or http.',
  },
  ...channelVariables,
  ...llmVariables,
  RETURN_SECRET: {
    schema: z.string().min(16).default(DEMO_SECRETS.return),
    about: 'Signs the links of return pages.',
    secret: true,
  },
  MERCHANT_ID: { schema: z.string().max(40).default('ma_demo'), about: 'Id of the selling legal entity.' },
  MERCHANT_NAME: {
    schema: z.string().max(80).default('拾光知识 Gleam (demo)'),
    about: 'Its legal name, on receipts.',
  },
  MERCHANT_COUNTRY: {
    schema: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('CN'),
    about: 'Its country, ISO 3166-1.',
  },
  MERCHANT_TIME_ZONE: {
    schema: z.string().default('Asia/Shanghai'),
    about: 'Time zone of its accounting days.',
  },
  MERCHANT_TAX_PPM: {
    schema: z.coerce.number().int().min(0).max(1_000_000).default(60_000),
    about: 'Tax contained in its prices, in parts per million.',
  },
  TOP_UP_PACKAGES: {
    schema: json(TopUpPackages).optional(),
    about:
      'What wallets can be topped up with, as JSON: `[{"packageId":"p100","currency":"CNY","amountMinor":10000,"bonusMinor":1000,"bonusDays":180}]`; none without it, three with DEMO=1.',
  },
  CREATOR_SHARES: {
    schema: json(CreatorShares).optional(),
    about:
      'Shares of creators in what is sold, as JSON: `[{"creatorId":"lin","author":"林老师","sharePpm":300000}]`, author as in the catalogue.',
  },
  SPLIT_AT_GATEWAY: {
    schema: Flag.default(false),
    about: '1 flags payments with a creator’s share for splitting by the gateway itself (分账).',
  },
  SANDBOX: { schema: Flag.default(true), about: '1 offers the sandbox gateway (test mode only).' },
  SANDBOX_URL: {
    schema: z.url().optional(),
    about: 'A running sandbox; without it one is started beside Tilltalk.',
  },
  SANDBOX_PORT: { schema: Port.default(3090), about: 'Port of the sandbox that is started.' },
  SANDBOX_SECRET: {
    schema: z.string().min(16).default(DEMO_SECRETS.sandbox),
    about: 'Secret shared with the sandbox.',
    secret: true,
  },
  SANDBOX_MERCHANT_ID: { schema: z.string().default('sbx_merchant'), about: 'Our account at the sandbox.' },
  SANDBOX_MORE: {
    schema: z
      .string()
      .default('')
      .transform((text, context) => {
        const pairs = text.split(',').filter((pair) => pair.trim() !== '');
        return pairs.map((pair) => {
          const [, name = '', baseUrl = ''] =
            /^(sandbox_[a-z_]{1,24})=(https?:\/\/.+)$/.exec(pair.trim()) ?? [];
          if (name === '') context.addIssue({ code: 'custom', message: 'must be sandbox_name=http://…' });
          return { name, baseUrl };
        });
      }),
    about:
      'More sandboxes as gateways of their own, to try routing: sandbox_b=http://…, separated by commas.',
  },
  ...gatewayVariables,
  DEMO: {
    schema: Flag.default(true),
    about: '1 starts the demo platform and fills an empty catalogue (test mode only).',
  },
  DEMO_PORT: { schema: Port.default(3080), about: 'Port of the demo platform on localhost.' },
  GATEWAY_TIMEOUT_MS: {
    schema: z.coerce.number().int().min(100).max(60_000).default(8_000),
    about: 'How long one call of a gateway may take.',
  },
  CAPTURE_MODE: {
    schema: z.enum(['automatic', 'manual']).default('automatic'),
    about: 'manual reserves the money and takes it when the host platform captures; see docs/PAYMENTS.md.',
  },
  AUTHORIZATION_END: {
    schema: z.enum(['void', 'capture']).default('void'),
    about: 'What becomes of reserved money nobody decided about, one hour before its reservation ends.',
  },
  STATEMENT_LINES_DAYS: {
    schema: z.coerce.number().int().min(30).max(36_500).default(400),
    about: "Days for which the lines of gateways' statements are kept that agreed; the others stay.",
  },
  RISK_MODEL: {
    schema: z.string().optional(),
    about: 'Model artifact of `tilltalk risk train`; default the one that comes with Tilltalk.',
  },
  RISK_MODELS: {
    schema: z.string().optional(),
    about: 'Folder with further artifacts (*.json) for challengers and shadows; docs/RISK.md.',
  },
  RISK_POLICY: {
    schema: z.string().optional(),
    about:
      'JSON file with prices, fail modes, challenges and time-outs of risk (docs/RISK.md); default built in.',
  },
  REFUND_RULES: {
    schema: z.string().optional(),
    about: 'JSON file with the refund rules in force; default the ones that come with Tilltalk.',
  },
  STAFF_CAPS: {
    schema: z.string().optional(),
    about: 'JSON file with what one member of staff may refund or give in coupons alone; default built in.',
  },
  REQUESTS_PER_MINUTE: {
    schema: z.coerce.number().int().min(1).default(600),
    about: 'HTTP requests of one token or address.',
  },
  TILLTALK_FAILPOINT: {
    schema: z
      .string()
      .regex(/^[a-z_.]+(:[1-9]\d{0,5})?$/)
      .transform((text) => {
        const [name = '', nth = '1'] = text.split(':');
        return { name, nth: Number(nth) };
      })
      .optional(),
    about: 'For crash tests: the point, as name:nth, at which this process stops (test mode only).',
  },
  MESSAGES_PER_MINUTE: {
    schema: z.coerce.number().int().min(1).default(60),
    about: 'Chat messages of one learner.',
  },
  ...traceVariables,
  METRICS_TOKEN: {
    schema: z.string().min(16).optional(),
    about: 'Bearer token of /metrics; without it only this machine may read them.',
    secret: true,
  },
} as const satisfies Record<string, { schema: z.ZodType; about: string; secret?: true }>;

type Variables = typeof variables;
type Values = { [Name in keyof Variables]: z.output<Variables[Name]['schema']> };

export interface Config extends Values {
  readonly livemode: boolean;
  /** Names this process among those that share a database. */
  readonly processId: string;
}

/** Reads and checks the environment. Throws with one line per problem; a secret's value is never printed. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, { schema }] of Object.entries(variables)) {
    const given = environment[name];
    const result = (schema as z.ZodType).safeParse(given === '' ? undefined : given);
    if (result.success) values[name] = result.data;
    else problems.push(`${name}: ${result.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  if (problems.length > 0) throw new Error(`the configuration is wrong:\n${problems.join('\n')}`);
  const config = {
    ...withoutUnusedSecrets(values as Values, environment),
    livemode: values['TILLTALK_MODE'] === 'live',
    processId: randomUUID(),
  };
  refuseContradictions(config);
  return config;
}

/** Who publishes keys shares no secret, and so has no demo secret that live mode would refuse either. */
function withoutUnusedSecrets(values: Values, given: Readonly<Record<string, string | undefined>>): Values {
  const isUnused = values.HOST_JWKS_URL !== undefined && !given['HOST_SECRETS'] && !values.DEMO;
  return isUnused ? { ...values, HOST_SECRETS: [] } : values;
}

function refuseContradictions(config: Config): void {
  if (config.HOST_JWKS_URL !== undefined && config.HOST_ISSUER === undefined)
    throw new Error('HOST_JWKS_URL needs HOST_ISSUER: published keys may sign for others, too');
  refuseHalfABot(config);
  if (config.ROLE !== 'all' && (config.DATABASE_URL === undefined || config.REDIS_URL === undefined)) {
    throw new Error(
      `ROLE=${config.ROLE} needs DATABASE_URL (PostgreSQL) and REDIS_URL: SQLite has one process`,
    );
  }
  if (!config.livemode) return;
  const secrets = [...config.TOKEN_SECRETS, ...config.HOST_SECRETS, ...config.HOUSE_SECRETS]
    .map((key) => key.secret)
    .concat(config.RETURN_SECRET);
  const demo: readonly string[] = Object.values(DEMO_SECRETS);
  if (secrets.some((secret) => demo.includes(secret)))
    throw new Error(
      'live mode refuses demo secrets: set TOKEN_SECRETS, HOST_SECRETS, HOUSE_SECRETS and RETURN_SECRET',
    );
  if (config.SANDBOX) throw new Error('live mode refuses the sandbox gateway: set SANDBOX=0');
  if (config.TILLTALK_FAILPOINT !== undefined)
    throw new Error('live mode has no failpoints: unset TILLTALK_FAILPOINT');
  if (config.DEMO) throw new Error('live mode has no demo: set DEMO=0');
}
