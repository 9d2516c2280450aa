import { relative } from 'node:path';
import { UnknownCause } from '../../../../flows/value';
import { Failure, type TerraformValue, Unresolved } from '../expression/terraform-value';
import type { RootContext } from './root-context';

/**
 * Returns the value of a name that no block declares: `path.module`, `terraform.workspace`; `undefined` for other names. Source:
 * Terraform, "References to Named Values".
 */
export function builtInValue(
  first: string,
  second: string,
  root: Pick<RootContext, 'name' | 'directory'>,
  directory: string,
): TerraformValue | undefined {
  const name = `${first}.${second}`;
  if (name === 'path.root') return '.';
  if (name === 'path.module') return relative(root.directory, directory) || '.';
  if (['each', 'count', 'self'].includes(first)) return new Failure(`${name} is not available`);
  if (first !== 'path' && first !== 'terraform') return undefined;
  const reason = `it is ${name}, which is known only when Terraform runs`;
  return new Unresolved(reason, UnknownCause.INPUT, undefined, `${root.name}/${name}`);
}
