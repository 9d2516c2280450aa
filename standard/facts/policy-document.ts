import type { PolicyStatement } from '../../aws/policies/evaluation';
import type { Unknown } from '../../flows/value';

/** A policy of a bucket, a key or a role. */
export interface PolicyDocument {
  /** Name for messages: `the bucket policy Network/LogsPolicy`. */
  readonly title: string;
  /** An unknown statement can allow or deny everything. */
  readonly statements: readonly (PolicyStatement | Unknown)[];
}
