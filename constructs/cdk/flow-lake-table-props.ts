import type { Duration } from 'aws-cdk-lib';
import type { QuestionParameter } from '../../aws/question-parameter';
import type { TablePartitions } from '../../aws/table-partitions';

/** Access to the tables of a lake through AWS Lake Formation. */
export interface LakeFormationAccess {
  /**
   * ARNs of the IAM roles and users that may query the tables and views: `DESCRIBE` on the database, `SELECT` and
   * `DESCRIBE` on all its tables. They still need IAM permissions for Athena, Glue and the table bucket.
   *
   * @default - no grants
   */
  readonly readers?: string[];

  /**
   * Whether IAM policies alone give access to the tables (the group `IAM_ALLOWED_PRINCIPALS`). With `false`, only the
   * grants of Lake Formation do.
   *
   * @default - the default permissions of the account's data lake
   */
  readonly iamAccess?: boolean;
}

/** Props of a lake for those who read its tables. */
export interface FlowLakeTableProps {
  /**
   * How engines find the partitions of the tables `flows` and `rejects`. Athena reads all of the values; Redshift
   * Spectrum, EMR and Glue need registered partitions.
   *
   * Only new objects register their partitions. Before you change an existing lake to `REGISTERED`, deploy
   * `PROJECTED_AND_REGISTERED` and register the earlier partitions (docs/query.md), because Athena reads only the
   * registered ones then.
   *
   * @example
   * new FlowLake(this, 'Lake', { partitions: TablePartitions.PROJECTED_AND_REGISTERED });
   *
   * @default TablePartitions.PROJECTED
   */
  readonly partitions?: TablePartitions;

  /**
   * Writes the files of the tables for old readers, such as Spark before 3.3: numbers are not written as differences. The
   * files are larger. Files that exist are not written again.
   *
   * @default false
   */
  readonly compatibleFiles?: boolean;

  /**
   * Largest age of the rows that Athena finds in projected tables, in whole days. Raise it if you normalize logs that are
   * older than the retention. The partitions of a query are limited to it, so that a query without a condition on `day`
   * does not list days without files.
   *
   * @default - rawRetention and tableRetention together, because a raw object can be normalized again until it expires;
   * with `tableBucket`, all days since the first one that flow logs can have
   */
  readonly queryRange?: Duration;

  /**
   * Grants of AWS Lake Formation. If the account uses Lake Formation, the deployer needs `CREATE_DATABASE` on its
   * catalog.
   *
   * @example
   * new FlowLake(this, 'Lake', {
   *   lakeFormation: { readers: ['arn:aws:iam::111111111111:role/Analyst'], iamAccess: false },
   * });
   *
   * @default - no grants; the account's settings apply
   */
  readonly lakeFormation?: LakeFormationAccess;

  /**
   * Filters that the saved questions have as execution parameters of Athena, in the order of `QuestionParameter`. The
   * query editor prompts for the values. A question whose rows cannot have a filter, such as an address, omits it.
   *
   * Every question also has all filters as conditions in comments, which a user activates in the editor.
   *
   * @example
   * new FlowLake(this, 'Lake', { questionParameters: [QuestionParameter.FROM, QuestionParameter.TO] });
   *
   * @default - no parameters
   */
  readonly questionParameters?: QuestionParameter[];

  /**
   * Networks in CIDR notation whose addresses the questions count as internal. Addresses of logged interfaces and
   * special-purpose addresses, such as private ones, are internal without it.
   *
   * @example
   * new FlowLake(this, 'Lake', { internalNetworks: ['203.0.113.0/24'] });
   *
   * @default - no further networks
   */
  readonly internalNetworks?: string[];
}
