import { Lazy, Token } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { MAX_BUCKET_POLICY_BYTES, PartitionLayout } from '../../../aws/policies';
import type { FlowLakeSenders } from '../flow-lake-props';
import { allowLogDelivery, homeOf } from './log-delivery';
import { printable } from './statements';

/** Whose flow logs a lake takes: its own account's, those named in its props, and those of this app's other stacks. */
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
    // accounts named beside an organization are those of the tables; all of the organization may deliver
    const senders = { partition, accounts: organizationId ? [] : accounts, organizationId, regions };
    allowLogDelivery(lake, bucket, senders, { prefix: '*', layouts: Object.values(PartitionLayout) });
    lake.node.addValidation({ validate: () => policySizeProblems(bucket, bucketName) });
  }

  /** Accounts whose records are in the tables; undefined where they are known only to an organization. */
  get accountIds(): string[] | undefined {
    if (this.named?.organizationId !== undefined && this.named.accounts === undefined) return undefined;
    return [listOf(this.accounts)];
  }

  get regionNames(): string[] {
    return [listOf(this.regions)];
  }

  /** Whether flow logs of the scope's account and region are let in as those of a named account. */
  include(scope: Construct): boolean {
    const { account, region } = homeOf(scope);
    const { accounts = [], organizationId, regions = [] } = this.named ?? {};
    // whether an account belongs to the organization is not known here
    return organizationId === undefined && accounts.includes(account) && regions.includes(region);
  }

  /** Takes the scope's account and region among those whose records are in the tables. */
  add(scope: Construct): void {
    const { account, region } = homeOf(scope);
    this.accounts.add(account);
    this.regions.add(region);
  }
}

/** Stacks that send can come later than the tables. */
function listOf(values: ReadonlySet<string>): string {
  return Lazy.uncachedString({ produce: () => [...values].join(',') });
}

/** As long as the name of a bucket can be. */
const LONGEST_NAME = 'x'.repeat(63);

function policySizeProblems(bucket: s3.Bucket, name = LONGEST_NAME): string[] {
  const arn = `arn:aws-us-gov:s3:::${Token.isUnresolved(name) ? LONGEST_NAME : name}`;
  const text = JSON.stringify(printable(bucket, bucket.policy?.document, arn) ?? {});
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_BUCKET_POLICY_BYTES) return [];
  return [
    `the policy of the raw bucket has ${bytes} bytes, and S3 takes ${MAX_BUCKET_POLICY_BYTES}: ` +
      'name an organization in senders instead of so many accounts',
  ];
}
