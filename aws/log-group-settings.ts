/** Log classes of CloudWatch Logs. Source: CloudWatch Logs API Reference, "CreateLogGroup". */
export enum LogClass {
  STANDARD = 'STANDARD',
  INFREQUENT_ACCESS = 'INFREQUENT_ACCESS',
  DELIVERY = 'DELIVERY',
}

const MAX_NAME_LENGTH = 512;

/**
 * Returns the problem of a name for a log group; undefined if CloudWatch Logs accepts it.
 *
 * Source: CloudWatch Logs API Reference, "CreateLogGroup".
 */
export function logGroupNameProblem(name: string): string | undefined {
  if (name.startsWith('aws/')) return 'a name cannot begin with aws/';
  if (/^[.\-_/#A-Za-z0-9]+$/.test(name) && name.length <= MAX_NAME_LENGTH) return undefined;
  return `expected 1 to ${MAX_NAME_LENGTH} letters, digits and characters of . - _ / #`;
}

/**
 * Returns the problem of a log class for a log group of flow logs; undefined if it has none.
 *
 * Sources: CloudWatch Logs API Reference, "CreateLogGroup"; CloudWatch Logs User Guide, "Log classes".
 *
 * @param isSubscribed whether a subscription sends the records on
 */
export function logClassProblem(logClass: string, isSubscribed: boolean): string | undefined {
  if (logClass === LogClass.DELIVERY) {
    return `the class retains events for one day, has no queries, and is for Lambda logs only: use ${LogClass.STANDARD} or ${LogClass.INFREQUENT_ACCESS}`;
  }
  if (logClass !== LogClass.INFREQUENT_ACCESS || !isSubscribed) return undefined;
  return `the class does not support the subscription that sends records to the lake: use ${LogClass.STANDARD}, or deliver to the lake with toLake`;
}
