import { describe, expect, test } from 'vitest';
import { importViolations, LAYER_NAMES } from '../support/import-arrows';
import { sourceFiles } from '../support/source-files';

describe('the import rules', () => {
  test.each([
    ['flows/row.ts', '../aws/cell', 'flows may not import from other directories'],
    ['aws/cell.ts', '../azure/tuple', 'aws may import only from flows'],
    ['azure/tuple.ts', '../aws/cell', 'azure may import only from flows'],
    ['aws/cell.ts', '../standard/rule', 'aws may import only from flows'],
    ['aws/cell.ts', '../normalizer/normalize-any', 'aws may import only from flows'],
    ['normalizer/index.ts', '../standard/rule', 'normalizer may import only from aws, azure, flows'],
    ['standard/rule.ts', '../normalizer', 'standard may import only from aws, azure, flows'],
    ['standard/rule.ts', '../cli/exit', 'standard may import only from aws, azure, flows'],
    ['standard/rule.ts', '../constructs/cdk/lake', 'standard may import only from aws, azure, flows'],
    ['cli/exit.ts', '../constructs/cdk', 'cli may import only from standard, normalizer, aws, azure, flows'],
    [
      'constructs/cdk/lake.ts',
      '../../cli/exit',
      'constructs may import only from standard, aws, azure, flows',
    ],
    [
      'cli/exit.ts',
      '../test/support/source-files',
      'cli may import only from standard, normalizer, aws, azure, flows',
    ],
    ['aws/cell.ts', 'cloud-flow-logs/cdk', 'the sources import each other by relative paths'],
    ...[
      'aws-cdk-lib',
      'aws-cdk-lib/aws-s3',
      'constructs',
      'cdktf',
      'cdktn',
      '@cdktf/provider-azurerm',
      '@pulumi/aws/ec2',
    ].map((name) => [
      'standard/rule.ts',
      name,
      'only constructs and standard/plugins may import IaC engines',
    ]),
    [
      'aws/cell.ts',
      '@aws-sdk/client-s3',
      'only aws/normalizer, azure/normalizer and cli/cloud may import cloud SDKs',
    ],
    [
      'cli/exit.ts',
      '@azure/storage-blob',
      'only aws/normalizer, azure/normalizer and cli/cloud may import cloud SDKs',
    ],
    ['flows/row.ts', '@duckdb/node-api', 'only cli may import DuckDB and commander'],
    ['standard/rule.ts', 'commander', 'only cli may import DuckDB and commander'],
    [
      'constructs/cdktf/lake.ts',
      '@cdktf/provider-azurerm',
      'bindings are imported by resource: @cdktf/provider-azurerm/lib/<resource>',
    ],
  ])('do not allow %s to import %s', (path, imported, rule) => {
    const text = `// import nothing from '${imported}';\n\nimport type { X } from '${imported}';\n`;
    expect(importViolations([{ path, text }])).toEqual([`${path}:3: ${path} imports ${imported}: ${rule}`]);
  });

  test('apply to every kind of import, with its line', () => {
    const text = `import './fine';
import '../azure/a';
import b from '../azure/b';
import type { C } from "../azure/c";
import {
  d,
} from '../azure/d';
export * from '../azure/e';
export type { F } from '../azure/f';
type G = typeof import('../azure/g');
const h = () => import('../azure/h');
const i = require('../azure/i');
import j = require('../azure/j');
`;
    const found = importViolations([{ path: 'aws/x.ts', text }]);
    expect(
      found.map((violation) => violation.replace(/^aws\/x.ts:(\d+): .* imports (\S+): .*/, '$1 $2')),
    ).toEqual(
      ['2 a', '3 b', '4 c', '7 d', '8 e', '9 f', '10 g', '11 h', '12 i', '13 j'].map((line) =>
        line.replace(' ', ' ../azure/'),
      ),
    );
  });

  test('allow what each directory may import', () => {
    const allowed = {
      'cli/main.ts': [
        '../standard/rule',
        '../normalizer/normalize-any',
        '../aws',
        '../azure',
        '../flows/row',
        '@duckdb/node-api',
        'commander',
        './program',
        'cloud-flow-logs/package.json',
      ],
      'constructs/cdk/lake.ts': [
        '../../standard/rule',
        '../../aws',
        '../../flows/row',
        'aws-cdk-lib/aws-s3',
        'constructs',
        'node:path',
      ],
      'constructs/cdktf/lake.ts': ['../../azure', 'cdktf', '@cdktf/provider-azurerm/lib/storage-account'],
      'standard/plugins/cdk.ts': ['../rule', '../../aws', 'aws-cdk-lib'],
      'aws/normalizer/handler.ts': ['..', '../../flows/row', '@aws-sdk/client-s3'],
      'azure/normalizer/handler.ts': ['../tuple', '@azure/storage-blob'],
      'cli/cloud/blobs.ts': [
        '../normalize/source',
        '@azure/storage-blob',
        '@azure/identity',
        '@aws-sdk/client-s3',
      ],
      'flows/row.ts': ['./columns', 'hyparquet-writer'],
    };
    const sources = Object.entries(allowed).map(([path, imports]) => ({
      path,
      text: imports.map((name) => `import '${name}';\n`).join(''),
    }));
    expect(importViolations(sources)).toEqual([]);
  });
});

describe('the sources', () => {
  const sources = sourceFiles(...LAYER_NAMES);

  test('include every top-level directory', () => {
    const floors = new Set(sources.map(({ path }) => path.split('/')[0]));
    expect([...floors]).toEqual(expect.arrayContaining(['flows', 'aws', 'constructs', 'cli']));
  });

  test('follow the import rules', () => {
    expect(importViolations(sources)).toEqual([]);
  });
});
