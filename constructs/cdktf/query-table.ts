/** Type of a column. Source: Kusto Query Language documentation, "Scalar data types". */
export enum QueryColumnType {
  STRING = 'string',
  INT = 'int',
  LONG = 'long',
  REAL = 'real',
  BOOL = 'bool',
  DATETIME = 'datetime',
  DYNAMIC = 'dynamic',
  GUID = 'guid',
}

/** A column of a table. */
export interface QueryColumn {
  /** Name, which is case-sensitive. */
  readonly name: string;

  /**
   * Type.
   *
   * @default QueryColumnType.STRING
   */
  readonly type?: QueryColumnType;
}

/**
 * A table of a workspace that queries read in addition to those of Traffic Analytics, VM insights, Application Insights
 * and the normalizer. `TimeGenerated` and the other standard columns need no declaration. The columns of a known table are
 * added to the known ones.
 *
 * @example
 * const heartbeat: QueryTable = {
 *   name: 'Heartbeat',
 *   columns: [{ name: 'Computer' }, { name: 'ComputerIP' }, { name: 'RemoteIPLatitude', type: QueryColumnType.REAL }],
 * };
 */
export interface QueryTable {
  /** Name, which is case-sensitive. */
  readonly name: string;

  /** Columns that queries use. */
  readonly columns: QueryColumn[];
}
