/** What the key or path of a source states about its records. */
export interface Origin {
  readonly cloud: 'aws' | 'azure';
  /** Identity of the source: object key or blob path, with its version if it has one. */
  readonly source: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly flowLogId?: string;
  /** Log stream of CloudWatch Logs that contains the records. */
  readonly logStream?: string;
  /** UTC day of delivery, `YYYY-MM-DD`. It is the day of records without a time. */
  readonly day?: string;
}
