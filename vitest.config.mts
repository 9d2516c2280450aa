import { defineConfig } from 'vitest/config';

/**
 * unit: needs nothing but the checkout. real: starts real parts (moto, Trino, cfn-lint, npm), and skips loudly where one
 * is missing. terraform: Terraform with the real provider of azurerm, which takes half an hour to build; not in CI.
 * pulumi: Pulumi's own engine, which takes some minutes to build; not in CI either.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**', 'test/terraform/**', 'test/pulumi/**'],
          hookTimeout: 120_000,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'terraform',
          include: ['test/terraform/**/*.test.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'pulumi',
          include: ['test/pulumi/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
