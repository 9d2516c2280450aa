/** Parts of the key of a delivered object. */
export interface FlowLogKey {
  readonly accountId: string;
  readonly region: string;
  readonly flowLogId: string;
  /** Day of the delivery (UTC), `YYYY-MM-DD`. */
  readonly day: string;
}

/** The patterns of the folders of a key, from `AWSLogs` on. */
const PLAIN = [
  /^AWSLogs$/,
  /^(?<account>\d{12})$/,
  /^vpcflowlogs$/,
  /^(?<region>[a-z0-9-]+)$/,
  /^(?<year>\d{4})$/,
  /^(?<month>\d{2})$/,
  /^(?<day>\d{2})$/,
];

const HIVE = [
  /^AWSLogs$/,
  /^aws-account-id=(?<account>\d{12})$/,
  /^aws-service=vpcflowlogs$/,
  /^aws-region=(?<region>[a-z0-9-]+)$/,
  /^year=(?<year>\d{4})$/,
  /^month=(?<month>\d{2})$/,
  /^day=(?<day>\d{2})$/,
];

/** Layouts with a folder per day, and with a folder per hour. */
const LAYOUTS = [PLAIN, [...PLAIN, /^\d{2}$/], HIVE, [...HIVE, /^hour=\d{2}$/]];

/** The file name after account, service and region. */
const FILE = /^(?<flowLog>fl-[0-9a-z]+)_\d{8}T\d{4}Z_./;

/**
 * Parses the key of an object that AWS delivered to S3: plain or Hive-compatible, hourly or daily, with or without a
 * prefix. Returns undefined for any other key.
 *
 * Source: Amazon VPC User Guide, "Flow log files".
 */
export function parseObjectKey(key: string): FlowLogKey | undefined {
  const folders = key.split('/');
  const file = folders.pop() as string;
  for (const layout of LAYOUTS) {
    const names = matched(folders.slice(-layout.length), layout);
    if (!names) continue;
    const { account, region, year, month, day } = names as Record<string, string>;
    const prefix = `${account}_vpcflowlogs_${region}_`;
    const flowLog = file.startsWith(prefix)
      ? FILE.exec(file.slice(prefix.length))?.groups?.flowLog
      : undefined;
    if (flowLog === undefined) continue;
    return {
      accountId: account as string,
      region: region as string,
      flowLogId: flowLog,
      day: `${year}-${month}-${day}`,
    };
  }
  return undefined;
}

/** Returns the named groups of patterns that match the folders one by one. */
function matched(
  folders: readonly string[],
  patterns: readonly RegExp[],
): Record<string, string> | undefined {
  const names: Record<string, string> = {};
  for (const [index, pattern] of patterns.entries()) {
    const match = pattern.exec(folders[index] ?? '');
    if (!match) return undefined;
    Object.assign(names, match.groups);
  }
  return names;
}
