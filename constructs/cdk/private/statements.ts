import { Annotations, Names, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Construct } from 'constructs';
import type { PolicyStatementJson } from '../../../aws/policies';

/** Statements of ours as CDK has them. */
export function cdkStatements(statements: readonly PolicyStatementJson[]): iam.PolicyStatement[] {
  return statements.map((statement) => iam.PolicyStatement.fromJson(statement));
}

/** A role with exactly this trust. */
export function exactRole(
  scope: Construct,
  id: string,
  props: {
    readonly description: string;
    readonly trust: PolicyStatementJson;
    readonly roleName?: string;
  },
): iam.Role {
  const { trust, ...rest } = props;
  return new iam.Role(scope, id, { ...rest, assumedBy: new TrustedPrincipal(trust) });
}

const MAX_ROLE_NAME = 64;

/** As long as the name of a region can be that is known only when deployed. */
const LONGEST_REGION = 16;

/** A name for a role whose name must begin like this. Names of roles are those of an account: the region sets apart. */
export function roleName(scope: Construct, prefix: string): string {
  const { region } = Stack.of(scope);
  const rest = prefix.length + (Token.isUnresolved(region) ? LONGEST_REGION : region.length) + 2;
  return `${prefix}-${Names.uniqueResourceName(scope, { maxLength: MAX_ROLE_NAME - rest })}-${region}`;
}

/** Whoever a trust policy names, in one statement as it stands there: CDK's own principals make one of each account. */
class TrustedPrincipal extends iam.PrincipalBase {
  constructor(private readonly trust: PolicyStatementJson) {
    super();
  }

  override get policyFragment(): iam.PrincipalPolicyFragment {
    const { Principal = {}, Condition = {} } = this.trust;
    const principals = Object.entries(Principal).map(([type, names]) => [type, [names].flat()]);
    return new iam.PrincipalPolicyFragment(Object.fromEntries(principals), Condition);
  }

  override dedupeString(): string | undefined {
    return undefined;
  }
}

/** Statements for a policy that may not be ours to change. */
export interface AddedStatements {
  /** The policy, in words. */
  readonly what: string;
  /** Id of the warning. */
  readonly id: string;
  readonly statements: readonly PolicyStatementJson[];
  /**
   * What can not be as long as they are missing.
   *
   * @default - no flow log will arrive
   */
  readonly until?: string;
}

/** Adds statements to a policy; where it is not ours to change, a warning prints exactly what to add. */
export function addStatements(
  scope: Construct,
  add: (statement: iam.PolicyStatement) => { readonly statementAdded: boolean },
  { what, id, statements, until = 'no flow log will arrive' }: AddedStatements,
): void {
  const results = cdkStatements(statements).map(add);
  if (results.every(({ statementAdded }) => statementAdded)) return;
  Annotations.of(scope).addWarningV2(
    `cloud-flow-logs:${id}`,
    `${what} is not managed by this app, so ${until} until it has these statements:\n` +
      JSON.stringify(printable(scope, statements), null, 2),
  );
}

/** The same for the policy of a key. */
export function addKeyStatements(
  scope: Construct,
  key: kms.IKey,
  added: Pick<AddedStatements, 'statements' | 'until'>,
): void {
  const what = `the policy of key ${described(key.keyArn)}`;
  const add = (statement: iam.PolicyStatement) => key.addToResourcePolicy(statement, true);
  addStatements(scope, add, { ...added, what, id: 'keyPolicy' });
}

const LATER = '<known when deployed>';

/** A name as people can read it. */
export function described(name: string): string {
  return Token.isUnresolved(name) ? LATER : name;
}

/**
 * A value whose tokens are written out, as far as they say something to a reader.
 *
 * @param later what stands for names that are made up when deployed
 */
export function printable(scope: Construct, value: unknown, later = LATER): unknown {
  const stack = Stack.of(scope);
  const known = Token.isUnresolved(stack.region) ? undefined : RegionInfo.get(stack.region).partition;
  const nameOf = (reference: string) => {
    // a stack leaves its partition open even where its region says it
    if (reference === 'AWS::Partition' && known) return known;
    return reference.startsWith('AWS::') ? `\${${reference}}` : later;
  };
  const written = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(written);
    if (typeof part !== 'object' || part === null) return part;
    const { Ref: reference, 'Fn::Join': join, 'Fn::GetAtt': attribute } = part as Record<string, unknown>;
    if (typeof reference === 'string') return nameOf(reference);
    if (attribute !== undefined) return later;
    if (!Array.isArray(join)) {
      return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, written(item)]));
    }
    const [separator, parts] = written(join) as [string, unknown[]];
    return parts.join(separator);
  };
  return written(stack.resolve(value));
}
