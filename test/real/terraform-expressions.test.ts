import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXPRESSION_CASES } from '../standard/adapters/terraform/expression-cases';
import { hasCommand, hasPartOfMachine } from '../support/processes';

const install = 'see "Install Terraform" of its documentation';
const present = hasPartOfMachine('terraform', install, hasCommand('terraform', 'version'));

test.skipIf(!present)('Terraform computes the values of the expression cases', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-expressions-'));
  const terraform = (...args: string[]) =>
    execFileSync('terraform', args, {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    const outputs = EXPRESSION_CASES.map(
      ([expression], index) => `output "o${index}" {\n  value = jsonencode(${expression}\n  )\n}\n`,
    );
    writeFileSync(join(directory, 'main.tf'), outputs.join(''));
    terraform('init', '-input=false');
    terraform('plan', '-input=false', '-out=plan');
    const { planned_values: planned } = JSON.parse(terraform('show', '-json', 'plan')) as {
      planned_values: { outputs: Record<string, { value: string }> };
    };
    const values = EXPRESSION_CASES.map((_, index) => JSON.parse(planned.outputs[`o${index}`]?.value ?? ''));
    expect(values).toEqual(EXPRESSION_CASES.map(([, value]) => value));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
