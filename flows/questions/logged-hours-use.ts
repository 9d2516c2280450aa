/** How a query reads the table `flows` beside its relation, for the hours that were logged. */
export interface LoggedHoursUse {
  /** Days before the hours that it shows. The query reads them too, and compares the hours with them. */
  readonly historyDays: number;
  /**
   * Returns the query without order and limit that shows only some hours.
   *
   * @param shown - condition on `hour`
   * @default - the query shows all hours that it reads
   */
  readonly selectShown?: (shown: string) => string;
}
