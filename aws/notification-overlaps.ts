/** A rule of the notification configuration of a bucket. */
export interface NotificationRule {
  /** Event types, such as `s3:ObjectCreated:*`. */
  readonly events: readonly string[];
  /** Beginning of the keys; empty for all keys. */
  readonly prefix: string;
  /** End of the keys; empty for all keys. */
  readonly suffix: string;
  /** Receiver of the events, for messages. */
  readonly receiver: string;
}

/**
 * Returns the pairs of rules that S3 refuses in one configuration: rules for the same event type, of which a key can match
 * both filters.
 *
 * Source: Amazon S3 User Guide, "Configuring event notifications using object key name filtering".
 */
export function overlappingRules(
  rules: readonly NotificationRule[],
): (readonly [NotificationRule, NotificationRule])[] {
  return rules.flatMap((rule, index) =>
    rules
      .slice(index + 1)
      .filter((other) => overlap(rule, other))
      .map((other) => [rule, other] as const),
  );
}

/** Describes a rule: `s3:ObjectCreated:* of the objects AWSLogs/*.gz to queue Siem`. */
export function describeRule({ events, prefix, suffix, receiver }: NotificationRule): string {
  const objects = prefix === '' && suffix === '' ? 'all objects' : `the objects ${prefix}*${suffix}`;
  return `${events.join(', ')} of ${objects} to ${receiver}`;
}

function overlap(one: NotificationRule, other: NotificationRule): boolean {
  return (
    one.events.some((event) => other.events.some((each) => includes(event, each) || includes(each, event))) &&
    (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix)) &&
    (one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix))
  );
}

/** Whether an event type is another one, or a group such as `s3:ObjectCreated:*` with the other one. */
function includes(type: string, other: string): boolean {
  return type === other || (type.endsWith('*') && other.startsWith(type.slice(0, -1)));
}
