import { basename, resolve } from 'node:path';
import { UserError } from '../user-error';

/** Names of the stacks of templates from the command line: `Network` for the only template, `network.yaml=Network` for one. */
export class StackNames {
  private readonly byFile = new Map<string, string>();
  private readonly used = new Set<string>();

  /**
   * @param values values of the option `--stack`
   * @throws UserError if a name is not valid, or if a value without a file is not the only one
   */
  constructor(values: readonly string[]) {
    for (const value of values) {
      const at = value.lastIndexOf('=');
      const file = at < 0 ? '' : value.slice(0, at);
      if (at < 0 && values.length > 1)
        throw new UserError(
          `--stack ${value} does not name its template: give --stack network.yaml=${value}`,
        );
      this.byFile.set(file, stackName(value.slice(at + 1), value));
    }
  }

  /** The name of the stack of a template; `undefined` if the command line does not state it. */
  of(path: string): string | undefined {
    const file = ['', path, basename(path)].find((each) => this.byFile.has(each)) ?? this.sameFile(path);
    if (file === undefined) return undefined;
    this.used.add(file);
    return this.byFile.get(file);
  }

  /**
   * Checks the values after the templates were read.
   *
   * @param templates the files of the templates
   * @throws UserError if a value names no template, or is for one template of several
   */
  requireUsed(templates: readonly string[]): void {
    if (this.byFile.has('') && templates.length > 1)
      throw new UserError(
        `--stack names the stack of one template, and there are ${templates.length}: give --stack ${basename(templates[0] as string)}=NAME for each`,
      );
    const unused = [...this.byFile.keys()].find((file) => !this.used.has(file));
    if (unused !== undefined)
      throw new UserError(
        `--stack ${unused === '' ? '' : `${unused}=`}${this.byFile.get(unused)} names no template: the templates are ${templates.join(', ') || 'those of an assembly, which states their names'}`,
      );
  }

  private sameFile(path: string): string | undefined {
    return [...this.byFile.keys()].find((file) => file !== '' && resolve(file) === resolve(path));
  }
}

/** Source: AWS CloudFormation API Reference, "CreateStack". A wildcard in a name would widen the policies. */
const STACK_NAME = /^[A-Za-z][-A-Za-z0-9]{0,127}$/;

function stackName(name: string, value: string): string {
  if (STACK_NAME.test(name)) return name;
  throw new UserError(
    `--stack ${value} contains no valid stack name: "${name}" must be 1 to 128 letters, digits and hyphens, with a letter first`,
  );
}
