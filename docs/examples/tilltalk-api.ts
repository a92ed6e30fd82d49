/** Your own copy of this file is made by `npx openapi-typescript http://127.0.0.1:3000/openapi.json`. */
export type { paths } from '../../widgets/ui/api-types.ts';
