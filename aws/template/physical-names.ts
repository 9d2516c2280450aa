/** How CloudFormation names resources of a type. */
export interface PhysicalName {
  /** Path of the property that gives the name: `QueueName`, `DatabaseInput.Name`. */
  readonly property: string;
  /** Characters that a name of this type may have. */
  readonly longest: number;
  /** Whether generated names are in lower case. */
  readonly lowerCase?: boolean;
}

/** Hyphen and random characters at the end of a generated name; twelve or thirteen have been seen. */
const RANDOM_END = 14;

/** Characters of either part that were still whole in the longest generated names that have been seen. */
const SURE_BEGINNING = 24;

/**
 * The pattern of a name that CloudFormation generates: `<stack>-<logical id>-<random>`. Where that is too long for
 * the type, the parts are cut in a way that is not documented, and the pattern keeps only what is sure.
 *
 * Source: AWS CloudFormation User Guide, "Name type".
 */
export function generatedName(stack: string, logicalId: string, name: PhysicalName): string {
  const pattern = patternOf(stack, logicalId, name.longest);
  return name.lowerCase ? pattern.toLowerCase() : pattern;
}

function patternOf(stack: string, logicalId: string, longest: number): string {
  const open = stack.indexOf('*');
  if (open !== -1) return `${stack.slice(0, Math.min(open, SURE_BEGINNING))}*`;
  const whole = `${stack}-${logicalId}`;
  if (whole.length + RANDOM_END <= longest) return `${whole}-*`;
  if (stack.length <= SURE_BEGINNING) return `${stack}-${logicalId.slice(0, SURE_BEGINNING)}*`;
  return `${stack.slice(0, SURE_BEGINNING)}*`;
}
