import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resourcesIn, terraformBlocks } from '../../../standard/locations/terraform-blocks';

test('finds the lines of resource blocks, but none in comments and strings', () => {
  const text = `# resource "a" "b" {}
/*
resource "a" "c" {}
*/
resource "aws_flow_log" "main" {
  policy = <<EOT
resource "a" "d" {}
EOT
}
  resource "aws_vpc" "v" { }
/* one line */ x = 1
resource "aws_vpc" "w" {}`;
  expect(resourcesIn(text)).toEqual([
    ['aws_flow_log', 'main', 5],
    ['aws_vpc', 'v', 10],
    ['aws_vpc', 'w', 12],
  ]);
});

test('reads all Terraform files of a directory, and returns nothing if the directory does not exist', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-tf-'));
  writeFileSync(join(directory, 'main.tf'), 'resource "aws_vpc" "main" {}');
  writeFileSync(join(directory, 'other.txt'), 'resource "aws_vpc" "other" {}');
  expect([...terraformBlocks(directory).entries()]).toEqual([
    ['aws_vpc.main', { file: join(directory, 'main.tf'), line: 1 }],
  ]);
  rmSync(directory, { recursive: true });
  expect(terraformBlocks(directory).size).toBe(0);
});
