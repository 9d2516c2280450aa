import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { ENTRY_POINTS, ROOT } from './scripts/project.mjs';

/** Suites that start other programs: Terraform, Pulumi, moto, Trino, npm. */
const PROGRAM_SUITES = ['test/real/**', 'test/terraform/**', 'test/pulumi/**'];

/**
 * The projects:
 * - `unit` needs the checkout alone. It tests the sources: the package's own name resolves to them.
 * - `real` starts moto, Trino, cfn-lint and npm, and tests the built package. It skips a test whose program is missing and
 *   prints how to install it.
 * - `terraform` runs Terraform with the azurerm provider, whose build takes half an hour. CI does not run it.
 * - `pulumi` runs the Pulumi engine, whose build takes five minutes. CI does not run it.
 */
export default defineConfig({
  resolve: {
    alias: ENTRY_POINTS.map(({ name, source }) => ({
      find: new RegExp(`^cloud-flow-logs/${name}$`),
      replacement: join(ROOT, source),
    })),
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PROGRAM_SUITES],
          globalSetup: ['test/support/setup/generated-files.mjs'],
          hookTimeout: 120_000,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          globalSetup: ['test/support/setup/built-package.mjs'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'terraform',
          include: ['test/terraform/**/*.test.ts'],
          globalSetup: ['test/support/setup/generated-files.mjs'],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'pulumi',
          include: ['test/pulumi/**/*.test.ts'],
          globalSetup: ['test/support/setup/built-package.mjs'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
