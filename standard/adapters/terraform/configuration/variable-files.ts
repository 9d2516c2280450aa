import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns the files of variables that Terraform reads by itself, in the order in which they take effect. Source: Terraform,
 * "Input Variables", "Variable Definition Precedence".
 */
export function variableFilePaths(root: string): string[] {
  const names = existsSync(root) ? readdirSync(root).sort() : [];
  return [
    ...['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name)),
    ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)),
  ].map((name) => join(root, name));
}
