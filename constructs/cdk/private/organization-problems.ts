import { Token } from 'aws-cdk-lib';
import { listProblems } from './token-lists';

/** Problems of a prop with the id of an organization. Source: AWS Organizations API Reference, "Organization". */
export function organizationProblems(name: string, organizationId: string | undefined): string[] {
  return mismatches(
    name,
    organizationId === undefined ? [] : [organizationId],
    /^o-[a-z0-9]{10,32}$/,
    'an organization id is o- followed by 10 to 32 lower-case letters and digits',
  );
}

/** Problems of the values of a prop that do not match a pattern. Tokens are valid. */
export function mismatches(name: string, values: readonly string[], pattern: RegExp, help: string): string[] {
  return listProblems(name, values, (known) =>
    known
      .filter((value) => !Token.isUnresolved(value) && !pattern.test(value))
      .map((value) => `${name} contains ${JSON.stringify(value)}: ${help}`),
  );
}
