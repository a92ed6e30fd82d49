export { type CatalogRoutesDeps, catalogRoutes } from './admin/routes.ts';
export { catalogErrors } from './errors.ts';
export { findProductChoices, type ProductChoice } from './find-choices.ts';
export { type ImportCatalog, type ImportSummary, importCatalog } from './import-catalog.ts';
export { isMappable } from './mapping.ts';
export { ROW_PROBLEMS, ROW_WARNINGS, type RowProblem } from './problems.ts';
export { readPlaces } from './read-places.ts';
export { readPrerequisites } from './read-prerequisites.ts';
export { asksWhere, type SaleBounds, type Unsold, whyUnsold } from './sale-bounds.ts';
export {
  findByExternalIds,
  findLastChangeMs,
  findProducts,
  findProductsChanged,
  findProductsOnSale,
} from './store.ts';
export type {
  CatalogDeps,
  Price,
  PricedProduct,
  Product,
  ProductLinks,
  ProductStatus,
} from './types.ts';
export { withdrawProduct } from './withdraw-product.ts';
