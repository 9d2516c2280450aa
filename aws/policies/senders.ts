import { createHash } from 'node:crypto';
import type { Conditions } from './statement';

/** Accounts and regions whose flow logs can be delivered. All values can be placeholders or deploy-time tokens. */
export interface FlowLogSenders {
  readonly partition: string;
  /** Regions that deliver. */
  readonly regions: readonly string[];
  /** Accounts that deliver; empty if `organizationId` is set. */
  readonly accounts: readonly string[];
  /** Organization (`o-...`). All of its accounts can deliver. */
  readonly organizationId?: string;
}

/**
 * Conditions that allow log delivery only for these accounts and regions. They prevent deliveries that another account
 * requests (the confused deputy problem). The account or organization condition covers every account. For several
 * accounts, the ARN condition checks the regions only, so that the policy does not contain every combination.
 *
 * Source: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs".
 */
export function senderConditions(senders: FlowLogSenders): Conditions {
  const { partition, regions, accounts, organizationId } = senders;
  const [account = '*', ...more] = accounts;
  const owner = more.length === 0 ? account : '*';
  return {
    StringEquals:
      organizationId === undefined
        ? { 'aws:SourceAccount': oneOrMany(accounts) }
        : { 'aws:SourceOrgID': organizationId },
    ArnLike: {
      'aws:SourceArn': oneOrMany(regions.map((region) => `arn:${partition}:logs:${region}:${owner}:*`)),
    },
  };
}

/**
 * Returns the senders that one statement allows: every account from every region. The senders are of one partition, and
 * either of the same organization or of none.
 */
export function mergedSenders(all: readonly FlowLogSenders[]): FlowLogSenders {
  const [{ partition, organizationId }] = all as readonly [FlowLogSenders, ...FlowLogSenders[]];
  return {
    partition,
    accounts: [...new Set(all.flatMap(({ accounts }) => accounts))],
    regions: [...new Set(all.flatMap(({ regions }) => regions))],
    ...(organizationId !== undefined && { organizationId }),
  };
}

/**
 * Suffix of the ids of a statement that can allow further senders later. It does not change when they are added, so that
 * an update changes the statement in place.
 */
export function groupMark({ organizationId }: FlowLogSenders): string {
  if (organizationId === undefined) return '';
  return /^[a-z0-9-]+$/.test(organizationId) ? organizationId.replaceAll('-', '') : 'Organization';
}

/**
 * Suffix that makes statement ids unique in a policy with several senders. Ids can contain only letters and digits, so
 * deploy-time tokens are left out.
 */
export function senderMark({ accounts, regions, organizationId }: FlowLogSenders): string {
  const all = [...accounts, ...regions, ...(organizationId === undefined ? [] : [organizationId])];
  const names = all.filter((name) => /^[a-z0-9-]+$/.test(name));
  return names.length <= 2 ? names.join('').replaceAll('-', '') : shortHash(names.join());
}

/** The first 8 hexadecimal digits of the SHA-256 of a text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** A single value instead of a list with one element, as AWS prints policies. */
export function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [first = '', ...more] = values;
  return more.length === 0 ? first : values;
}
