import { z } from 'zod';
import { ProductKind, ProductLevel } from '../../wire.ts';

const Id = z.string().min(1).max(64);
const Currency = z.string().regex(/^[A-Z]{3}$/);
/** A plain decimal; the currency says how many places it may have. */
const Amount = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/);
const WebUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const Line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\r\n]*$/);

export const ProductStatus = z.enum(['on_sale', 'withdrawn', 'draft']);
export type ProductStatus = z.infer<typeof ProductStatus>;

export const PriceText = z.strictObject({ currency: Currency, amount: Amount });
export type PriceText = z.infer<typeof PriceText>;

/** What a product has to do with others. */
export const ProductLinksBody = z.strictObject({
  series: z.strictObject({ name: Line(120), part: z.number().int().min(1).max(999) }).nullable(),
  prerequisiteIds: z.array(Id).max(10),
  /** What a bundle opens; empty = no bundle. */
  partIds: z.array(Id).max(20),
});
export type ProductLinksBody = z.infer<typeof ProductLinksBody>;

/** ISO 3166-1 alpha-2. */
const Country = z.string().regex(/^[A-Z]{2}$/);

/** Where a product is sold and from which age. */
export const SaleBoundsBody = z.strictObject({
  /** Null = everywhere. */
  soldIn: z.array(Country).min(1).max(250).nullable(),
  /** Left out of that. */
  notSoldIn: z.array(Country).max(250),
  /** Whole years; null = any age. */
  minAgeYears: z.number().int().min(1).max(21).nullable(),
});
export type SaleBoundsBody = z.infer<typeof SaleBoundsBody>;

/** All that a person writes of a product. */
const ProductFields = z.strictObject({
  kind: ProductKind,
  language: z.string().regex(/^[a-z]{2,3}$/),
  title: Line(300),
  description: z.string().trim().max(20_000),
  level: ProductLevel.nullable(),
  tags: z.array(Line(60)).max(30),
  author: Line(120).nullable(),
  url: WebUrl.nullable(),
  coverUrl: WebUrl.nullable(),
  durationMinutes: z.number().int().min(0).max(999_999).nullable(),
  /** The whole list: a currency that is not in it is sold in no more. */
  prices: z.array(PriceText).max(10),
  links: ProductLinksBody,
  /** Left out: as it is; a new product is then sold everywhere, to anybody. */
  saleBounds: SaleBoundsBody.optional(),
  /** How many learners can buy it; null = any number. Left out: as it is. */
  places: z.number().int().min(0).max(9_999_999).nullable().optional(),
});
export type ProductFields = z.infer<typeof ProductFields>;

export const CreateProductBody = ProductFields.extend({
  /** Made by the page before it sends: the same again makes no second product. */
  requestId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  status: ProductStatus.exclude(['withdrawn']),
  /** The product that this is the same content of, in another language. */
  translationOf: Id.optional(),
});
export type CreateProductBody = z.infer<typeof CreateProductBody>;

const Revision = z.number().int().min(0);

export const EditProductBody = ProductFields.extend({
  /** Of the product as the editor saw it. */
  revision: Revision,
  /** Left out: as it is. */
  status: ProductStatus.optional(),
});
export type EditProductBody = z.infer<typeof EditProductBody>;

export const StatusBody = z.strictObject({ revision: Revision, status: ProductStatus });
export type StatusBody = z.infer<typeof StatusBody>;

export const PlanPriceBody = PriceText.extend({ startsAtMs: z.number().int().min(0) });
export type PlanPriceBody = z.infer<typeof PlanPriceBody>;

export const ProductSearch = z.strictObject({
  text: z.string().trim().max(200).default(''),
  status: ProductStatus.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ProductSearch = z.infer<typeof ProductSearch>;

const MoneyView = z.object({ currency: Currency, amountMinor: z.number().int().min(0) });

export const ProductLine = z.object({
  productId: Id,
  title: z.string(),
  kind: ProductKind,
  language: z.string(),
  level: ProductLevel.nullable(),
  author: z.string().nullable(),
  status: ProductStatus,
  prices: z.array(MoneyView),
  isBundle: z.boolean(),
  updatedAtMs: z.number().int(),
});
export type ProductLine = z.infer<typeof ProductLine>;

export const ProductLines = z.object({
  products: z.array(ProductLine),
  nextCursor: z.string().nullable(),
});
export type ProductLines = z.infer<typeof ProductLines>;

/** Another product, as it is named beside one. */
export const LinkedProduct = z.object({
  productId: Id,
  title: z.string(),
  language: z.string(),
  status: ProductStatus,
});
export type LinkedProduct = z.infer<typeof LinkedProduct>;

export const PriceVersion = MoneyView.extend({
  priceId: Id,
  version: z.number().int(),
  validFromMs: z.number().int(),
  supersededAtMs: z.number().int().nullable(),
});
export type PriceVersion = z.infer<typeof PriceVersion>;

export const PricePlanView = MoneyView.extend({
  pricePlanId: Id,
  startsAtMs: z.number().int(),
});
export type PricePlanView = z.infer<typeof PricePlanView>;

export const ProductPage = ProductLine.extend({
  revision: Revision,
  source: z.string(),
  externalId: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  url: z.string().nullable(),
  coverUrl: z.string().nullable(),
  durationMinutes: z.number().int().nullable(),
  series: ProductLinksBody.shape.series,
  saleBounds: SaleBoundsBody,
  /** Null = any number. */
  places: z.number().int().min(0).nullable(),
  /** How many of them are held or sold. */
  placesTaken: z.number().int().min(0),
  prerequisites: z.array(LinkedProduct),
  parts: z.array(LinkedProduct),
  /** Bundles that open this one. */
  bundles: z.array(LinkedProduct),
  /** The same content in other languages. */
  translations: z.array(LinkedProduct),
  /** Every price there ever was, the newest first. */
  history: z.array(PriceVersion),
  /** Prices that begin later, the next first. */
  plans: z.array(PricePlanView),
});
export type ProductPage = z.infer<typeof ProductPage>;
