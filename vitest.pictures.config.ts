import { defineConfig } from 'vitest/config';

/** Makes the pictures of the docs anew; no test of the product. */
export default defineConfig({
  test: {
    include: ['test/pictures/*.ts'],
    exclude: ['test/pictures/take-picture.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
