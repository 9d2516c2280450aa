import type { CorpusApp } from './corpus-app';
import { AWS_PROVIDER, terraformResources } from './terraform-app';

/**
 * Returns the app in the Terraform language. Texts are locals, numbers are variables with defaults and policies are calls of
 * `jsonencode`, as in configurations that people write.
 */
export function hclOf(app: CorpusApp): string {
  const locals: string[] = [];
  const variables: string[] = [];
  const expression = (name: string, value: unknown): string => {
    if (typeof value === 'number') {
      variables.push(`variable "v${variables.length}" {\n  type    = number\n  default = ${value}\n}\n`);
      return `var.v${variables.length - 1}`;
    }
    if (typeof value !== 'string') return JSON.stringify(value);
    if (name === 'policy') return `jsonencode(${value})`;
    const [, reference] = /^\$\{([^}]+)\}$/.exec(value) ?? [];
    if (reference !== undefined) return reference;
    locals.push(`  t${locals.length} = ${JSON.stringify(value)}\n`);
    return `local.t${locals.length - 1}`;
  };
  const body = (contents: object, indent: string): string =>
    Object.entries(contents)
      .flatMap(([name, value]) => {
        const blocks = [value].flat().filter((each) => typeof each === 'object' && each !== null);
        if (blocks.length === 0) return [`${indent}${name} = ${expression(name, value)}\n`];
        return blocks.map((block) => `${indent}${name} {\n${body(block, `${indent}  `)}${indent}}\n`);
      })
      .join('');
  const resources = Object.entries(terraformResources(app)).flatMap(([type, all]) =>
    Object.entries(all).map(
      ([name, contents]) => `resource "${type}" "${name}" {\n${body(contents, '  ')}}\n`,
    ),
  );
  const provider = Object.entries(AWS_PROVIDER).map(
    ([name, value]) => `  ${name} = ${JSON.stringify(value)}\n`,
  );
  return [
    `provider "aws" {\n${provider.join('')}}\n`,
    ...resources,
    `locals {\n${locals.join('')}}\n`,
    ...variables,
  ].join('\n');
}
