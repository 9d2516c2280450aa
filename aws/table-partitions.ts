/** How engines find the partitions of the tables `flows` and `rejects`. */
export enum TablePartitions {
  /**
   * Athena computes the partitions from the properties of the tables (partition projection). Other engines find no
   * partitions in the catalog, and read no rows without an error.
   */
  PROJECTED = 'projected',
  /**
   * Athena computes the partitions. The normalizer registers each new partition in the catalog, in addition, for Redshift
   * Spectrum, EMR, Glue and every other engine that reads the catalog.
   */
  PROJECTED_AND_REGISTERED = 'projected-and-registered',
  /**
   * The normalizer registers each new partition in the catalog, and every engine reads the catalog, Athena too. Queries
   * need no condition on `account_id`, whatever the accounts are.
   */
  REGISTERED = 'registered',
}
