/** An engine that interpolates `${name}` before the text reaches AWS. */
export enum Interpolator {
  SUB = 'Fn::Sub',
  TERRAFORM = 'Terraform',
}

const ADVICE: Readonly<Record<Interpolator, (name: string) => string>> = {
  [Interpolator.SUB]: (name) => `takes \${${name}} for a name of the template: write \${!${name}}`,
  [Interpolator.TERRAFORM]: (name) => `takes \${${name}} for an expression of its own: write $\${${name}}`,
};

/** The text that an adapter writes in place of a placeholder that the engine would interpolate. */
export function interpolationMark(interpolator: Interpolator, name: string): string {
  return `${interpolator}(${name})`;
}

/** Describes the problem that a mark stands for; undefined if the text is not a mark. */
export function interpolationProblem(text: string): string | undefined {
  const [, interpolator = '', name = ''] = /^(Fn::Sub|Terraform)\((.*)\)$/.exec(text) ?? [];
  return interpolator === ''
    ? undefined
    : `is lost: ${interpolator} ${ADVICE[interpolator as Interpolator](name)}`;
}
