import type { AnswerPreview } from '../../../src/bot/finding/wire.ts';
import type {
  CreateProductBody,
  EditProductBody,
  PlanPriceBody,
  ProductLines,
  ProductPage,
  StatusBody,
} from '../../../src/checkout/catalog/admin/wire.ts';
import type { Language } from '../../../src/identity/wire.ts';
import type { OwnQuestions } from '../../../src/recommend/finding/wire.ts';
import type { Answer } from '../../staff/staff-call.ts';
import type { Calls } from '../calls/calls.ts';
import { read, root } from '../calls/change.ts';

const products = `${root}/catalog/products`;
const pathOf = (productId: string, part = '') => `${products}/${encodeURIComponent(productId)}${part}`;

interface Search {
  readonly text: string;
  readonly status: string;
  readonly cursor: string | null;
}

/** The catalogue as its editors use it. */
export function catalogueCalls({ change }: Pick<Calls, 'change'>) {
  return {
    list: ({ text, status, cursor }: Search): Promise<Answer<ProductLines>> => {
      const query = new URLSearchParams({ text });
      if (status !== '') query.set('status', status);
      if (cursor !== null) query.set('cursor', cursor);
      return read(`${products}?${query}`);
    },
    product: (productId: string): Promise<Answer<ProductPage>> => read(pathOf(productId)),
    create: (body: CreateProductBody): Promise<Answer<ProductPage>> =>
      change({ method: 'POST', path: products, body }),
    edit: (productId: string, body: EditProductBody): Promise<Answer<ProductPage>> =>
      change({ method: 'PUT', path: pathOf(productId), body }),
    setStatus: (productId: string, body: StatusBody): Promise<Answer<ProductPage>> =>
      change({ method: 'PUT', path: pathOf(productId, '/status'), body }),
    planPrice: (productId: string, body: PlanPriceBody): Promise<Answer<ProductPage>> =>
      change({ method: 'POST', path: pathOf(productId, '/price-plans'), body }),
    cancelPlan: (productId: string, pricePlanId: string): Promise<Answer<ProductPage>> =>
      change({
        method: 'DELETE',
        path: pathOf(productId, `/price-plans/${encodeURIComponent(pricePlanId)}`),
      }),
    ownQuestions: (productId: string): Promise<Answer<OwnQuestions>> => read(pathOf(productId, '/finding')),
    preview: (text: string, language: Language): Promise<Answer<AnswerPreview>> =>
      read(`${root}/catalog/finding?${new URLSearchParams({ text, language })}`),
  };
}

export type CatalogueCalls = ReturnType<typeof catalogueCalls>;
