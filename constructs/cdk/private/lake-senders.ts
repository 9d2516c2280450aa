import { Lazy } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PartitionLayout } from '../../../aws/policies';
import type { FlowLakeSenders } from '../flow-lake-props';
import { allowLogDelivery } from './allow-log-delivery';
import { homeOf } from './flow-log-home';
import { registerReceiver, reportIfUnused } from './unused-lake';

/**
 * The senders that a lake accepts: its own account and region, those of its `senders` prop, and those of the other
 * stacks of the app.
 */
export class LakeSenders {
  private readonly accounts: Set<string>;
  private readonly regions: Set<string>;

  constructor(
    private readonly lake: Construct,
    bucket: s3.Bucket,
    private readonly named: FlowLakeSenders | undefined,
  ) {
    const { partition, account, region } = homeOf(lake);
    this.accounts = new Set([account, ...(named?.accounts ?? [])]);
    this.regions = new Set([region, ...(named?.regions ?? [])]);
    if (!named) {
      reportIfUnused(lake);
      return;
    }
    const { accounts = [], organizationId, regions } = named;
    // with an organization, all its accounts may deliver; the listed ones are the partitions of the tables
    const senders = { partition, accounts: organizationId ? [] : accounts, organizationId, regions };
    allowLogDelivery(lake, bucket, senders, { prefix: '*', layouts: Object.values(PartitionLayout) });
  }

  /** Accounts whose records are in the tables; undefined if only the organization is known. */
  get accountIds(): string[] | undefined {
    if (this.named?.organizationId !== undefined && this.named.accounts === undefined) return undefined;
    return [listOf(this.accounts)];
  }

  /** Regions whose records are in the tables. */
  get regionNames(): string[] {
    return [listOf(this.regions)];
  }

  /** Whether `senders` already grants write access to flow logs of the scope's account and region. */
  include(scope: Construct): boolean {
    const { account, region } = homeOf(scope);
    const { accounts = [], organizationId, regions = [] } = this.named ?? {};
    // synthesis does not know which accounts belong to an organization
    return organizationId === undefined && accounts.includes(account) && regions.includes(region);
  }

  /** Adds the scope's account and region to those whose records are in the tables. */
  add(scope: Construct): void {
    const { account, region } = homeOf(scope);
    this.accounts.add(account);
    this.regions.add(region);
    registerReceiver(this.lake);
  }
}

/** One comma-separated string that is evaluated at synthesis, because stacks can be added after the tables. */
function listOf(values: ReadonlySet<string>): string {
  return Lazy.uncachedString({ produce: () => [...values].join(',') });
}
