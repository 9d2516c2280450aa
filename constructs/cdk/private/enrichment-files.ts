import { Duration, Lazy, type Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { DEFAULT_REFRESH_SECONDS, ENVIRONMENT } from '../../../aws/normalizer/settings';
import { TABLE_DIRECTORIES } from '../../../flows/table-writer';
import type { FlowLakeProps } from '../flow-lake-props';
import { RESULT_DIRECTORY } from './lake-buckets';

const DEFAULT_DIRECTORY = 'enrichment';

/** Folder names, separated by single slashes. */
const FOLDER = /^[A-Za-z0-9_.=-]+(\/[A-Za-z0-9_.=-]+)*$/;

const MAX_REFRESH_MINUTES = 24 * 60;

/** Lists and databases are in the memory of the function beside the heap of its thread. */
const LEAST_MEMORY_MEBIBYTES = 1024;

/** Bytes of the variables, without the types. */
const VARIABLE_BYTES = 256;

/** The folder with the threat lists and databases of a lake. */
export class EnrichmentFiles {
  readonly bucket: s3.IBucket;
  /** Prefix of the keys, with a slash at the end. */
  readonly prefix: string;
  readonly refreshInterval: Duration;
  /** Types of threat that have a metric of their own. Alerts add to it until synthesis. */
  private readonly types = new Set<string>();

  constructor(
    { bucket, prefix, refreshInterval }: NonNullable<FlowLakeProps['enrichment']>,
    tables: { readonly bucket: s3.IBucket; readonly prefix: string },
  ) {
    this.bucket = bucket ?? tables.bucket;
    this.prefix = `${bucket ? '' : tables.prefix}${prefix ?? DEFAULT_DIRECTORY}/`;
    this.refreshInterval = refreshInterval ?? Duration.seconds(DEFAULT_REFRESH_SECONDS);
  }

  /** Variables of the normalizer. */
  get environment(): Record<string, string> {
    return {
      [ENVIRONMENT.enrichmentBucket]: this.bucket.bucketName,
      [ENVIRONMENT.enrichmentPrefix]: this.prefix,
      [ENVIRONMENT.enrichmentRefreshSeconds]: `${this.refreshInterval.toSeconds()}`,
      [ENVIRONMENT.threatTypes]: Lazy.uncachedString({ produce: () => this.typesVariable() }),
    };
  }

  /** Size of the variables in bytes. */
  get environmentBytes(): number {
    return VARIABLE_BYTES + Buffer.byteLength(this.typesVariable());
  }

  /** Gives types of threat a metric of their own, whatever other types the lists have. */
  addTypes(types: readonly string[]): void {
    for (const type of types) this.types.add(type);
  }

  /** Grants listing the folder, and nothing else of the bucket, and reading its files. */
  grantRead(role: iam.Role): void {
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [this.bucket.bucketArn],
        conditions: { StringEquals: { 's3:prefix': this.prefix } },
      }),
    );
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:GetObject'],
        resources: [this.bucket.arnForObjects(`${this.prefix}*`)],
      }),
    );
    this.bucket.encryptionKey?.grantDecrypt(role);
  }

  private typesVariable(): string {
    return JSON.stringify([...this.types].sort());
  }
}

/** Problems of the prop `enrichment`. */
export function enrichmentProblems({ enrichment, normalizer }: FlowLakeProps): string[] {
  if (enrichment === undefined) return [];
  const { bucket, prefix, refreshInterval } = enrichment;
  return [
    ...folderProblems(prefix, bucket === undefined),
    ...refreshProblems(refreshInterval),
    ...memoryProblems(normalizer?.memory),
  ];
}

function folderProblems(prefix: string | undefined, isInTableBucket: boolean): string[] {
  if (prefix === undefined || Token.isUnresolved(prefix)) return [];
  if (!FOLDER.test(prefix)) {
    return [
      `enrichment.prefix is ${JSON.stringify(prefix)}: expected folder names, separated by single slashes`,
    ];
  }
  const first = prefix.split('/')[0] as string;
  const taken: readonly string[] = [...Object.values(TABLE_DIRECTORIES), RESULT_DIRECTORY];
  if (!isInTableBucket || !taken.includes(first)) return [];
  return [
    `enrichment.prefix is ${JSON.stringify(prefix)}, but the lake writes and expires the files of ${first}/: use another folder`,
  ];
}

function refreshProblems(interval: Duration | undefined): string[] {
  if (interval === undefined) return [];
  if (interval.isUnresolved()) return ['enrichment.refreshInterval is a token: pass a number of minutes'];
  const minutes = interval.toMinutes({ integral: false });
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_REFRESH_MINUTES) return [];
  return [
    `enrichment.refreshInterval is ${minutes} minutes: expected a whole number from 1 to ${MAX_REFRESH_MINUTES}`,
  ];
}

function memoryProblems(memory: Size | undefined): string[] {
  if (memory === undefined || memory.isUnresolved()) return [];
  const mebibytes = memory.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  if (mebibytes >= LEAST_MEMORY_MEBIBYTES) return [];
  return [
    `normalizer.memory is ${mebibytes} MiB, but enrichment is set, and threat lists and databases need at least ` +
      `${LEAST_MEMORY_MEBIBYTES} MiB: omit normalizer.memory, or increase it`,
  ];
}
