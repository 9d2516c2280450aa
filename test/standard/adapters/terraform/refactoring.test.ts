import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArtifacts } from '../../../../standard/adapters/read-artifact';
import { check } from '../../../../standard/check';
import { FlowLogStandard } from '../../../../standard/flow-log-standard';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-refactoring-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function written(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(root, 'd-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

const names = async (files: Readonly<Record<string, string>>) =>
  (await readArtifacts([written(files)])).current.networks.map(({ localName }) => localName);

describe('files of OpenTofu', () => {
  const vpc = (name: string) => `resource "aws_vpc" "${name}" {}`;

  test('are files of the module', async () => {
    expect(await names({ 'main.tofu': vpc('a') })).toEqual(['aws_vpc.a']);
    const json = JSON.stringify({ resource: { aws_vpc: { b: {} } } });
    expect(await names({ 'main.tf': vpc('a'), 'b.tofu.json': json })).toEqual(['aws_vpc.b', 'aws_vpc.a']);
  });

  test('replace files of Terraform with their name', async () => {
    expect(await names({ 'main.tf': vpc('a'), 'main.tofu': vpc('b') })).toEqual(['aws_vpc.b']);
  });
});

const BUCKET = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n';
const VPC = 'resource "aws_vpc" "main" {}\n';
const log = (name: string, more = '') => `resource "aws_flow_log" "${name}" {
  ${more}
  vpc_id               = aws_vpc.main.id
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.logs.arn
  traffic_type         = "ALL"
}
`;
const moved = (from: string, to: string) => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
const BEFORE = { 'main.tf': `${VPC}${BUCKET}${log('a')}` };

/** Returns the rules of changes, and the kinds of the changes. */
async function changes(after: Readonly<Record<string, string>>, before = BEFORE): Promise<string[]> {
  const base = await readArtifacts([written(before)]);
  const head = await readArtifacts([written(after)], { currentLabels: base.labels });
  const { findings, changes: all } = check({
    model: head.current,
    base: base.current,
    standard: FlowLogStandard.DEFAULT.resolved,
  });
  const rules = findings.flatMap(({ rule, undecidedRules = [rule] }) => undecidedRules);
  return [...rules.filter((rule) => /^FLS(101|5)/.test(rule)), ...all.map(({ kind }) => kind)];
}

describe('moved blocks', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    [
      'a resource with a key',
      {
        'main.tf': `${VPC}${BUCKET}${log('b', 'for_each = { x = 1 }')}${moved('aws_flow_log.a', 'aws_flow_log.b["x"]')}`,
      },
    ],
    [
      'a chain',
      {
        'main.tf': `${VPC}${BUCKET}${log('c')}${moved('aws_flow_log.a', 'aws_flow_log.b')}${moved('aws_flow_log.b', 'aws_flow_log.c')}`,
      },
    ],
    [
      'resources into a module',
      {
        'net/main.tf': BEFORE['main.tf'],
        'main.tf': `module "net" {\n  source = "./net"\n}\n${[
          'aws_vpc.main',
          'aws_flow_log.a',
          'aws_s3_bucket.logs',
        ]
          .map((name) => moved(name, `module.net.${name}`))
          .join('')}`,
      },
    ],
    [
      'a block in a module',
      {
        'main.tf': `module "net" {\n  source = "./net"\n}\n${[
          'aws_vpc.main',
          'aws_flow_log.a',
          'aws_s3_bucket.logs',
        ]
          .map((name) => moved(name, `module.net.${name}`))
          .join('')}`,
        'net/main.tf': `${VPC}${BUCKET}${log('b')}${moved('aws_flow_log.a', 'aws_flow_log.b')}`,
      },
    ],
    [
      'a bucket',
      {
        'main.tf': `${VPC}${`${BUCKET}${log('a')}`
          .replace('"logs" {', '"central" {')
          .replace(
            'aws_s3_bucket.logs',
            'aws_s3_bucket.central',
          )}${moved('aws_s3_bucket.logs', 'aws_s3_bucket.central')}`,
      },
    ],
  ])('%s', async (_, after) => {
    expect(await changes(after)).toEqual([]);
  });

  test('without the block, another name is a replacement', async () => {
    expect(await changes({ 'main.tf': `${VPC}${BUCKET}${log('b')}` })).toContain('FLS501');
  });
});

describe('removed blocks', () => {
  const removed = (destroy: boolean) =>
    `${VPC}${BUCKET}removed {\n  from = aws_flow_log.a\n  lifecycle {\n    destroy = ${destroy}\n  }\n}\n`;

  test('a resource that is not destroyed continues to exist', async () => {
    expect(await changes({ 'main.tf': removed(false) })).toEqual([]);
  });

  test('a resource that is destroyed is removed', async () => {
    expect(await changes({ 'main.tf': removed(true) })).toEqual(
      expect.arrayContaining(['FLS101', 'FLS502', 'removed']),
    );
  });
});
