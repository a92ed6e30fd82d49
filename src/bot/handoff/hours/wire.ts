import { z } from 'zod';

/** What an agent can do that not all can, as a short name. */
export const Skill = z.string().regex(/^[a-z0-9_-]{1,32}$/);

const Minutes = z.number().int().min(0).max(1_439);
const Span = z
  .tuple([Minutes, z.number().int().min(1).max(1_440)])
  .refine(([from, to]) => from < to, 'a span ends after it begins');
const Targets = z.strictObject({
  /** In ms of open hours; null promises nothing. */
  firstAnswerMs: z.number().int().min(1_000).max(2_592_000_000).nullable(),
  nextAnswerMs: z.number().int().min(1_000).max(2_592_000_000).nullable(),
  resolutionMs: z.number().int().min(1_000).max(2_592_000_000).nullable(),
});

/** When people are there and what is promised. */
export const ServiceSettings = z.strictObject({
  /** IANA name. */
  timeZone: z.string().min(1).max(64),
  /** Monday first; spans in minutes of the day, `[540, 1080]` is 9:00 to 18:00. */
  week: z.array(z.array(Span).max(6)).length(7),
  /** Days that differ, `YYYY-MM-DD`; no span: closed. */
  days: z
    .array(
      z.strictObject({
        date: z.iso.date(),
        spans: z.array(Span).max(6),
        name: z.strictObject({ zh: z.string().max(40), en: z.string().max(60) }).optional(),
      }),
    )
    .max(366),
  targets: z.strictObject({ urgent: Targets, high: Targets, normal: Targets }),
  /** How long an agent has to accept an offer. */
  offerMs: z.number().int().min(5_000).max(600_000),
  wrapUpMs: z.number().int().min(0).max(3_600_000),
  askCsat: z.boolean(),
  /** Which skill a conversation needs by why it came to people; left out: anybody will do. */
  skillFor: z
    .strictObject({
      asked: Skill.optional(),
      not_understood: Skill.optional(),
      payment_review: Skill.optional(),
    })
    .optional(),
});
export type ServiceSettings = z.infer<typeof ServiceSettings>;
/** `GET /v1/console/service`, and the answer of `PUT`. */
export const ServiceView = z.strictObject({
  /** 0: what Tilltalk comes with. `PUT` names the version it changes. */
  version: z.number().int(),
  settings: ServiceSettings,
  isOpen: z.boolean(),
  opensAtMs: z.number().nullable(),
});
export type ServiceView = z.infer<typeof ServiceView>;
/** `PUT /v1/console/service`: the whole of it, on top of the version that was read. */
export const ServiceBody = z.strictObject({ version: z.number().int().min(0), settings: ServiceSettings });
export type ServiceBody = z.infer<typeof ServiceBody>;
