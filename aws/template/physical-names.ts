/** How CloudFormation generates names for resources of a type. */
export interface PhysicalName {
  /** Path of the property that specifies the name: `QueueName`, `DatabaseInput.Name`. */
  readonly property: string;
  /** Maximum length of a name, in characters. */
  readonly maxLength: number;
  /** Whether generated names are in lower case. */
  readonly lowerCase?: boolean;
}

/** Maximum length of the suffix: a hyphen and random characters. Observed: twelve or thirteen characters. */
const SUFFIX_LENGTH = 14;

/** Characters at the start of both parts that CloudFormation did not shorten in any observed name. */
const STABLE_PREFIX_LENGTH = 24;

/**
 * Returns a pattern for the names that CloudFormation generates: `<stack>-<logical id>-<random>`. CloudFormation shortens
 * the parts of a name that is too long, in an undocumented way. In that case the pattern contains only the prefix that
 * CloudFormation does not shorten.
 *
 * Source: AWS CloudFormation User Guide, "Name type".
 */
export function generatedName(stack: string, logicalId: string, name: PhysicalName): string {
  const pattern = patternOf(stack, logicalId, name.maxLength);
  return name.lowerCase ? pattern.toLowerCase() : pattern;
}

function patternOf(stack: string, logicalId: string, maxLength: number): string {
  const open = stack.indexOf('*');
  if (open !== -1) return `${stack.slice(0, Math.min(open, STABLE_PREFIX_LENGTH))}*`;
  const whole = `${stack}-${logicalId}`;
  if (whole.length + SUFFIX_LENGTH <= maxLength) return `${whole}-*`;
  if (stack.length <= STABLE_PREFIX_LENGTH) return `${stack}-${logicalId.slice(0, STABLE_PREFIX_LENGTH)}*`;
  return `${stack.slice(0, STABLE_PREFIX_LENGTH)}*`;
}
