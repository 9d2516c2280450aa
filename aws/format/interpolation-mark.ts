/** An engine that interpolates `${name}` before the text reaches AWS. */
export enum Interpolator {
  SUB = 'Fn::Sub',
  TERRAFORM = 'Terraform',
}

/** A placeholder that an engine would interpolate. */
export interface InterpolatedPlaceholder {
  readonly interpolator: Interpolator;
  /** Name in the placeholder. */
  readonly name: string;
}

const MARK = new RegExp(`^(${Object.values(Interpolator).join('|')})\\((.*)\\)$`);

/** The text that an adapter writes in place of a placeholder that an engine would interpolate. */
export function interpolationMark(interpolator: Interpolator, name: string): string {
  return `${interpolator}(${name})`;
}

/** The placeholder that a mark stands for; undefined if the text is not a mark. */
export function parseInterpolationMark(text: string): InterpolatedPlaceholder | undefined {
  const [, interpolator, name = ''] = MARK.exec(text) ?? [];
  return interpolator === undefined ? undefined : { interpolator: interpolator as Interpolator, name };
}
