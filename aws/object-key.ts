/** Parts of the key of a delivered object. */
export interface FlowLogKey {
  readonly accountId: string;
  readonly region: string;
  readonly flowLogId: string;
  /** Day of the delivery (UTC), `YYYY-MM-DD`. */
  readonly day: string;
}

const DATE = String.raw`(?<year>\d{4})/(?<month>\d{2})/(?<day>\d{2})(?:/\d{2})?`;
const HIVE_DATE = String.raw`year=(?<year>\d{4})/month=(?<month>\d{2})/day=(?<day>\d{2})(?:/hour=\d{2})?`;
const FILE = String.raw`\k<account>_vpcflowlogs_\k<region>_(?<flowLog>fl-[0-9a-z]+)_\d{8}T\d{4}Z_[^/]+$`;

const KEY_PATTERNS = [
  new RegExp(String.raw`(?:^|/)AWSLogs/(?<account>\d{12})/vpcflowlogs/(?<region>[a-z0-9-]+)/${DATE}/${FILE}`),
  new RegExp(
    String.raw`(?:^|/)AWSLogs/aws-account-id=(?<account>\d{12})/aws-service=vpcflowlogs/aws-region=(?<region>[a-z0-9-]+)/${HIVE_DATE}/${FILE}`,
  ),
];

/**
 * Parses the key of an object that AWS delivered to S3: plain or Hive-compatible, hourly or daily, with or without a
 * prefix. Returns undefined for any other key.
 *
 * Source: Amazon VPC User Guide, "Flow log files".
 */
export function parseObjectKey(key: string): FlowLogKey | undefined {
  for (const pattern of KEY_PATTERNS) {
    const groups = pattern.exec(key)?.groups;
    if (!groups) continue;
    const { account, region, flowLog, year, month, day } = groups as Record<string, string>;
    return {
      accountId: account as string,
      region: region as string,
      flowLogId: flowLog as string,
      day: `${year}-${month}-${day}`,
    };
  }
  return undefined;
}
