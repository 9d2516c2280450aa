import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArtifact } from '../../../standard/adapters/read-artifact';
import { strictJson } from '../../../standard/adapters/strict-json';
import { ArtifactLines } from '../../../standard/locations/artifact-lines';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-json-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function written(name: string, text: string): string {
  writeFileSync(join(directory, name), text);
  return join(directory, name);
}

test.each<[string, string]>([
  ['{"a": 1} // "end', '{"a": 1}        '],
  ['/* { */{"a": 1}', '       {"a": 1}'],
  ['{"a": "// text /* */ \\" //"}', '{"a": "// text /* */ \\" //"}'],
  ['{"a": "one\ntwo"}\n', '{"a": "one two"}\n'],
  ['{"a": "open', '{"a": "open'],
])('%j', (text, expected) => {
  expect(strictJson(text)).toBe(expected);
});

describe('templates of Azure Resource Manager', () => {
  const NETWORK = `{ // comment of the template
  /* "resources": [] */
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0", "parameters": {},
  "variables": { "name": "[concat('vnet-',
      'hub')]" },
  "resources": [
    { "type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "[variables('name')]" }
  ]
}
`;

  test.each([
    ['comments and text in several lines', NETWORK, 7],
    ['a comment before it', `// Copyright\n${NETWORK}`, 8],
    ['text before and after it', `WARNING: an update is available\n${NETWORK}Done.\n`, 8],
  ])('%s', (_, text, line) => {
    const { networks } = readArtifact(written('main.json', text), directory);
    expect(networks.map(({ title }) => title)).toEqual(['vnet-hub']);
    const { artifact, pointer = '' } = networks[0]?.where ?? { artifact: '' };
    expect(new ArtifactLines(directory).lineOf(artifact, pointer)).toBe(line + 1);
  });
});

test.each([
  ['main.bicep', 'compile it, `bicep build', 'main.json'],
  ['main.bicepparam', 'bicep build-params', '--parameters'],
])('%s is compiled first', (name, ...texts) => {
  const path = written(name, "param location string = 'westeurope'\n");
  for (const text of texts) expect(() => readArtifact(path, directory)).toThrow(text);
});

test('the error for other files names ARM templates', () => {
  expect(() => readArtifact(written('other.json', '{"a": 1}'), directory)).toThrow('an ARM template');
});
