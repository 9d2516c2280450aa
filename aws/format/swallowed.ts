/** What takes placeholders of a format for its own. */
export enum Swallower {
  SUB = 'Fn::Sub',
  TERRAFORM = 'Terraform',
}

const ADVICE: Readonly<Record<Swallower, (name: string) => string>> = {
  [Swallower.SUB]: (name) => `takes \${${name}} for a name of the template: write \${!${name}}`,
  [Swallower.TERRAFORM]: (name) => `takes \${${name}} for an expression of its own: write $\${${name}}`,
};

/** What whoever reads an artifact puts in the place of a placeholder that its engine would not leave as it is. */
export function swallowedBy(swallower: Swallower, name: string): string {
  return `${swallower}(${name})`;
}

/** What is wrong with such a mark; undefined for any other text. */
export function swallowedMark(text: string): string | undefined {
  const [, swallower = '', name = ''] = /^(Fn::Sub|Terraform)\((.*)\)$/.exec(text) ?? [];
  return swallower === '' ? undefined : `is lost: ${swallower} ${ADVICE[swallower as Swallower](name)}`;
}
