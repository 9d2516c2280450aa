/** What is known of a record from where it was found, before it is read. */
export interface Origin {
  readonly cloud: 'aws' | 'azure';
  /** Identity of the source: object key or blob path (with its version, where there is one). */
  readonly source: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly flowLogId?: string;
  /** Day of delivery, `YYYY-MM-DD` in UTC: stands in where a record has no time of its own. */
  readonly day?: string;
}
