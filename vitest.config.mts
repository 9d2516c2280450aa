import { join } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { ENTRY_POINTS, ROOT } from './scripts/project.mjs';

/** Suites that start other programs: Terraform, Pulumi, moto, Trino, npm. */
const PROGRAM_SUITES = ['test/real/**', 'test/terraform/**', 'test/pulumi/**'];

/** Files whose mocks of modules must not reach other files. */
const ISOLATED_FILES = 'test/**/*.isolated.test.ts';

/**
 * The projects:
 * - `unit` needs the checkout alone. It tests the sources: the package's own name resolves to them. The files share one
 *   process, since loading and starting the engines takes longer than most files.
 * - `unit-isolated` has the files of the unit suite that mock modules.
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
    reporters: ['./scripts/slowest-files.mjs', 'default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PROGRAM_SUITES, ISOLATED_FILES],
          globalSetup: ['test/support/setup/generated-files.mjs'],
          isolate: false,
          hookTimeout: 120_000,
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit-isolated',
          include: [ISOLATED_FILES],
          globalSetup: ['test/support/setup/generated-files.mjs'],
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
