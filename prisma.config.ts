import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  datasource: { url: process.env['PRISMA_STUDIO_URL'] ?? 'file:./data/tilltalk.sqlite' },
});
