import { Lazy, Token } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { MAX_BUCKET_POLICY_BYTES, PartitionLayout } from '../../../aws/policies';
import type { FlowLakeSenders } from '../flow-lake-props';
import { allowLogDelivery } from './allow-log-delivery';
import { homeOf } from './flow-log-home';
import { printable } from './printable';

/**
 * The senders that a lake accepts: its own account and region, those of its `senders` prop, and those of the other
 * stacks of the app.
 */
export class LakeSenders {
  private readonly accounts: Set<string>;
  private readonly regions: Set<string>;

  constructor(
    lake: Construct,
    bucket: s3.Bucket,
    private readonly named: FlowLakeSenders | undefined,
    bucketName: string | undefined,
  ) {
    const { partition, account, region } = homeOf(lake);
    this.accounts = new Set([account, ...(named?.accounts ?? [])]);
    this.regions = new Set([region, ...(named?.regions ?? [])]);
    if (!named) return;
    const { accounts = [], organizationId, regions } = named;
    // with an organization, all its accounts may deliver; the listed ones are the partitions of the tables
    const senders = { partition, accounts: organizationId ? [] : accounts, organizationId, regions };
    allowLogDelivery(lake, bucket, senders, { prefix: '*', layouts: Object.values(PartitionLayout) });
    lake.node.addValidation({ validate: () => policySizeProblems(bucket, bucketName) });
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
  }
}

/** One comma-separated string that is evaluated at synthesis, because stacks can be added after the tables. */
function listOf(values: ReadonlySet<string>): string {
  return Lazy.uncachedString({ produce: () => [...values].join(',') });
}

/** A bucket name of maximum length. */
const LONGEST_NAME = 'x'.repeat(63);

function policySizeProblems(bucket: s3.Bucket, name = LONGEST_NAME): string[] {
  const arn = `arn:aws-us-gov:s3:::${Token.isUnresolved(name) ? LONGEST_NAME : name}`;
  const text = JSON.stringify(printable(bucket, bucket.policy?.document, arn) ?? {});
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_BUCKET_POLICY_BYTES) return [];
  return [
    `the policy of the raw bucket has ${bytes} bytes, but S3 accepts at most ${MAX_BUCKET_POLICY_BYTES}: ` +
      'set senders.organizationId instead of listing accounts',
  ];
}
