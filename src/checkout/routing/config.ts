import { z } from 'zod';
import { Surface } from '../../identity/wire.ts';
import { PaymentMethod } from '../wire.ts';

/** What a press comes from, as its browser says of itself. */
export const Device = z.enum(['desktop', 'ios', 'android', 'other']);
export type Device = z.infer<typeof Device>;

/** The name of a gateway, as it stands in the path of its notifications. */
export const GatewayName = z.string().regex(/^[a-z_]{1,32}$/, 'a gateway has 1–32 small letters or _');

const Weight = z.number().int().min(0).max(1_000);
const WEIGHTS_MAX = 20;
const weights = z.record(GatewayName, Weight).refine((of) => Object.keys(of).length <= WEIGHTS_MAX);

const Amount = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What must all hold for a rule to apply; what is left out does not matter. */
const RuleConditions = z
  .strictObject({
    methods: z.array(PaymentMethod).min(1).optional(),
    currencies: z
      .array(z.string().regex(/^[A-Z]{3}$/))
      .min(1)
      .optional(),
    /** Minor units: `from` ≤ amount < `below`. */
    amountMinor: z.strictObject({ from: Amount.optional(), below: Amount.optional() }).optional(),
    /** Where the buyer is, ISO 3166-1. */
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .optional(),
    surfaces: z.array(Surface).min(1).optional(),
    devices: z.array(Device).min(1).optional(),
  })
  .refine((when) => when.amountMinor === undefined || when.currencies?.length === 1, {
    message: 'amountMinor means something in one currency only: name it in currencies',
  });
export type RuleConditions = z.infer<typeof RuleConditions>;

/** Either `use`: these in this order. Or `split`: shares of the volume, by weight. */
const RoutingRule = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'a rule’s name has 1–40 of a–z 0–9 _ -'),
    when: RuleConditions,
    use: z.array(GatewayName).min(1).max(WEIGHTS_MAX).optional(),
    split: weights.optional(),
  })
  .refine((rule) => (rule.use === undefined) !== (rule.split === undefined), {
    message: 'a rule has either use or split',
  });
export type RoutingRule = z.infer<typeof RoutingRule>;

/** What may follow on a failure that is known not to have charged. */
export const RetryAdvice = z.enum(['elsewhere', 'same', 'never']);
export type RetryAdvice = z.infer<typeof RetryAdvice>;

/** The order in which a surface shows its methods to a share of its checkouts, in hundredths; others see the usual one. */
const MethodOrder = z.strictObject({
  methods: z
    .array(PaymentMethod)
    .min(1)
    .refine((methods) => new Set(methods).size === methods.length, 'a method may stand once'),
  share: z.number().int().min(1).max(100),
});
export type MethodOrder = z.infer<typeof MethodOrder>;

const Forced = z.strictObject({
  gateway: GatewayName,
  /** Milliseconds since the epoch; null until it is taken back. */
  untilMs: z.number().int().nullable(),
});

const RULES_MAX = 100;
const names = (rules: readonly { readonly name: string }[]) => new Set(rules.map(({ name }) => name));

/** What `tilltalk routing set-rules` reads. */
export const RoutingRules = z.strictObject({
  /** The first that matches and has a gateway left decides. */
  rules: z
    .array(RoutingRule)
    .max(RULES_MAX)
    .refine((rules) => names(rules).size === rules.length, { message: 'two rules have one name' }),
  /** Gateway or `*` → failure code → advice; comes before the built-in table. */
  retries: z
    .record(z.union([GatewayName, z.literal('*')]), z.record(z.string().max(64), RetryAdvice))
    .default({}),
});
export type RoutingRules = z.infer<typeof RoutingRules>;

/** Everything about routing that an operator decides; kept as versions in `routing_version`. */
export const RoutingConfig = RoutingRules.extend({
  /** Method, or `*` for all others → the gateway that is asked whatever rules and weights say. */
  forced: z.partialRecord(z.union([PaymentMethod, z.literal('*')]), Forced).default({}),
  /** Method, or `*` for those without weights of their own → shares. Weight 0 takes a gateway out. */
  weights: z.partialRecord(z.union([PaymentMethod, z.literal('*')]), weights).default({}),
  methodOrders: z.partialRecord(Surface, MethodOrder).default({}),
});
export type RoutingConfig = z.infer<typeof RoutingConfig>;

/** Before anybody has decided anything: the default order. */
export const emptyConfig: RoutingConfig = {
  rules: [],
  retries: {},
  forced: {},
  weights: {},
  methodOrders: {},
};

/** A configuration with the number it was saved under; 0 before the first. */
export interface RoutingVersion {
  readonly version: number;
  readonly config: RoutingConfig;
}
