import { Token } from 'aws-cdk-lib';

/**
 * Checks a list whose values the construct reads at synthesis: a list that is a token, such as that of a parameter, has an
 * unknown number of values.
 *
 * @param check returns the problems of a list that is known
 */
export function listProblems(
  name: string,
  values: readonly string[] | undefined,
  check: (values: readonly string[]) => string[],
): string[] {
  if (values === undefined) return [];
  if (!Token.isUnresolved(values)) return check(values);
  return [`${name} is a token, whose number of values is unknown at synthesis: pass a list of texts`];
}
