import { describe, expect, test } from 'vitest';
import { FLOOR_NAMES, importViolations } from '../support/import-arrows';
import { sourceFiles } from '../support/source-files';

describe('the checker of import arrows', () => {
  test.each([
    ['flows/row.ts', '../aws/cell', 'flows imports from no other floor'],
    ['aws/cell.ts', '../azure/tuple', 'aws imports from flows alone'],
    ['azure/tuple.ts', '../aws/cell', 'azure imports from flows alone'],
    ['aws/cell.ts', '../standard/rule', 'aws imports from flows alone'],
    ['aws/cell.ts', '../normalizer/normalize-any', 'aws imports from flows alone'],
    ['normalizer/index.ts', '../standard/rule', 'normalizer imports from aws, azure, flows alone'],
    ['standard/rule.ts', '../normalizer', 'standard imports from aws, azure, flows alone'],
    ['standard/rule.ts', '../cli/exit', 'standard imports from aws, azure, flows alone'],
    ['standard/rule.ts', '../constructs/cdk/lake', 'standard imports from aws, azure, flows alone'],
    ['cli/exit.ts', '../constructs/cdk', 'cli imports from standard, normalizer, aws, azure, flows alone'],
    ['constructs/cdk/lake.ts', '../../cli/exit', 'constructs imports from standard, aws, azure, flows alone'],
    [
      'cli/exit.ts',
      '../test/support/source-files',
      'cli imports from standard, normalizer, aws, azure, flows alone',
    ],
    ['aws/cell.ts', 'cloud-flow-logs/cdk', 'the house imports itself by relative paths'],
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
      'engines of infrastructure as code belong below constructs and standard/plugins',
    ]),
    ['aws/cell.ts', '@aws-sdk/client-s3', 'SDKs of clouds belong below aws/normalizer and azure/normalizer'],
    ['cli/exit.ts', '@azure/storage-blob', 'SDKs of clouds belong below aws/normalizer and azure/normalizer'],
    ['flows/row.ts', '@duckdb/node-api', 'DuckDB and commander belong below cli'],
    ['standard/rule.ts', 'commander', 'DuckDB and commander belong below cli'],
    [
      'constructs/cdktf/lake.ts',
      '@cdktf/provider-azurerm',
      'bindings are imported by resource: @cdktf/provider-azurerm/lib/<resource>',
    ],
  ])('tells that %s must not import %s', (path, imported, rule) => {
    const text = `// import nothing from '${imported}';\n\nimport type { X } from '${imported}';\n`;
    expect(importViolations([{ path, text }])).toEqual([`${path}:3: ${path} imports ${imported}: ${rule}`]);
  });

  test('sees every way to import, each with its line', () => {
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

  test('lets everything stand in its place', () => {
    const planted = {
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
      'flows/row.ts': ['./columns', 'hyparquet-writer'],
    };
    const sources = Object.entries(planted).map(([path, imports]) => ({
      path,
      text: imports.map((name) => `import '${name}';\n`).join(''),
    }));
    expect(importViolations(sources)).toEqual([]);
  });
});

describe('the house', () => {
  const sources = sourceFiles(...FLOOR_NAMES);

  test('is there to be looked at', () => {
    const floors = new Set(sources.map(({ path }) => path.split('/')[0]));
    expect([...floors]).toEqual(expect.arrayContaining(['flows', 'aws', 'constructs', 'cli']));
  });

  test('has no import that goes up or aside', () => {
    expect(importViolations(sources)).toEqual([]);
  });
});
