import { createHash } from 'node:crypto';
import type { Conditions } from './statement';

/** Whose flow logs may be delivered. All values can be placeholders or deploy-time tokens. */
export interface FlowLogSenders {
  readonly partition: string;
  /** Regions that deliver. */
  readonly regions: readonly string[];
  /** Accounts that deliver; empty if an organization says which. */
  readonly accounts: readonly string[];
  /** Organization whose accounts all may deliver (`o-...`). */
  readonly organizationId?: string;
}

/**
 * Only the log delivery of these accounts and regions: another account's must not write in our name. The condition
 * on the account, or on the organization, holds for every account; where there are several, the ARN adds only the
 * regions, so that the policy does not grow with their product.
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
 * Statement ids must be unique in a policy that lets several senders in; they hold letters and digits only. What is
 * known only when deployed can not be in them.
 */
export function senderMark({ accounts, regions, organizationId }: FlowLogSenders): string {
  const all = [...accounts, ...regions, ...(organizationId === undefined ? [] : [organizationId])];
  const names = all.filter((name) => /^[a-z0-9-]+$/.test(name));
  return names.length <= 2 ? names.join('').replaceAll('-', '') : shortHash(names.join());
}

/** A few letters and digits that stand for a text. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** The short form where there is one value, as the services print it. */
export function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [first = '', ...more] = values;
  return more.length === 0 ? first : values;
}
