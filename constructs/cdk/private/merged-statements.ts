import * as iam from 'aws-cdk-lib/aws-iam';
import type { PolicyStatementJson } from '../../../aws/policies';

/** Adds a statement to a policy. */
export type AddStatement = (statement: iam.PolicyStatement) => { readonly statementAdded: boolean };

/** The policies, by the resource that they belong to. */
const POLICIES = new WeakMap<object, MergedStatements>();

/**
 * The statements of one policy that several constructs share. A statement is rendered at synthesis, so that it includes the
 * parts of constructs that the app adds later.
 */
export class MergedStatements {
  /** Returns the shared statements of the policy of a bucket, key or role. */
  static of(owner: object): MergedStatements {
    const found = POLICIES.get(owner) ?? new MergedStatements();
    POLICIES.set(owner, found);
    return found;
  }

  private readonly parts = new Map<string, unknown[]>();

  /** Whether a statement has several different parts. */
  get isShared(): boolean {
    return [...this.parts.values()].some(
      (parts) => new Set(parts.map((part) => JSON.stringify(part))).size > 1,
    );
  }

  /** Whether the policy has a statement of this shape. */
  has(shape: string): boolean {
    return this.parts.has(shape);
  }

  /**
   * Adds a part to a statement, and the statement to the policy if it is the first part.
   *
   * @param shape key of the statement in the policy
   * @returns whether the app manages the policy; otherwise nothing is added
   */
  add<T>(
    shape: string,
    part: T,
    statement: (parts: readonly T[]) => PolicyStatementJson,
    add: AddStatement,
  ): boolean {
    const found = this.parts.get(shape);
    if (found) {
      found.push(part);
      return true;
    }
    const parts: T[] = [part];
    const { statementAdded } = add(new MergedStatement(() => statement(parts)));
    if (statementAdded) this.parts.set(shape, parts);
    return statementAdded;
  }
}

/** A statement that can change until it is rendered. The CDK can freeze a policy before synthesis, so no part is mutated. */
class MergedStatement extends iam.PolicyStatement {
  constructor(private readonly current: () => PolicyStatementJson) {
    const { sid, effect, actions, resources, principals, conditions } = iam.PolicyStatement.fromJson(
      current(),
    );
    super({ sid, effect, actions, resources, principals, conditions });
  }

  override get resources(): string[] {
    return iam.PolicyStatement.fromJson(this.current()).resources;
  }

  override get conditions(): Record<string, unknown> {
    return iam.PolicyStatement.fromJson(this.current()).conditions as Record<string, unknown>;
  }

  override toStatementJson(): unknown {
    return iam.PolicyStatement.fromJson(this.current()).toStatementJson();
  }
}
