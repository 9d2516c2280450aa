import { Annotations, type Duration, Names, type Size, Stack, Tokenization } from 'aws-cdk-lib';
import * as athena from 'aws-cdk-lib/aws-athena';
import * as glue from 'aws-cdk-lib/aws-glue';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { LogFormat } from '../../../aws/format';
import type { GlueTable } from '../../../aws/glue-table';
import { glueTables } from '../../../aws/glue-tables';
import { type GlueView, glueView } from '../../../aws/glue-view';
import { lackingFor } from '../../../aws/questions';
import { type RawSchema, rawFolder, rawSchemaName } from '../../../aws/raw-folder';
import { rawTable } from '../../../aws/raw-tables';
import { savedQuery } from '../../../aws/saved-queries';
import { TablePartitions } from '../../../aws/table-partitions';
import { AWS_VIEWS } from '../../../aws/views';
import { QUESTIONS, type SqlQuestion } from '../../../flows/questions';
import { inNetworks, network } from '../../../flows/questions/filters';
import type { RelationOptions } from '../../../flows/relations';
import { relationViews, VIEWS } from '../../../flows/views';
import type { FlowLakeTableProps } from '../flow-lake-table-props';
import { emptierOf } from './bucket-order';
import { RESULT_DIRECTORY } from './lake-buckets';
import { defaultPermissions, LakeFormationGrants } from './lake-formation';
import type { LakeSenders } from './lake-senders';

export interface TablesProps {
  readonly bucket: s3.IBucket;
  /** Folder of the tables in the bucket: empty, or with a slash at the end. */
  readonly prefix: string;
  readonly rawBucket: s3.IBucket;
  /** Whether the normalizer fills the enrichment columns. */
  readonly isEnriched: boolean;
  readonly rawRetention: Duration;
  readonly senders: LakeSenders;
  readonly scanLimit: Size;
  readonly questionWindow: Duration;
  /** First projected day of the tables. */
  readonly firstDay: string;
  readonly partitions?: TablePartitions;
  /** Options of those who read the tables. */
  readonly options: FlowLakeTableProps;
}

/** The Glue database with its tables and views, and the Athena workgroup with its saved questions. */
export class Tables extends Construct {
  readonly databaseName: string;
  readonly workgroupName: string;
  /** The tables whose partitions the normalizer writes. */
  readonly flowTables: readonly glue.CfnTable[];
  private readonly database: glue.CfnDatabase;
  private readonly workgroup: athena.CfnWorkGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TablesProps,
  ) {
    super(scope, id);
    const { bucket, prefix, firstDay, partitions } = props;
    const { lakeFormation } = props.options;
    this.databaseName = Names.uniqueResourceName(this, { separator: '_', maxLength: 128 }).toLowerCase();
    this.database = new glue.CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseInput: {
        name: this.databaseName,
        description: 'Cloud network flow logs',
        createTableDefaultPermissions: defaultPermissions(lakeFormation),
      },
    });
    const location = `s3://${bucket.bucketName}/${prefix}`.replace(/\/$/, '');
    const tables = glueTables({ location, ...this.senders(), firstDay, partitions });
    this.flowTables = tables.map((table) => this.table(table));
    const views = [...VIEWS, ...AWS_VIEWS, ...relationViews(this.relationOptions())];
    for (const view of views) this.view(glueView(view, this.databaseName));
    this.workgroup = this.newWorkgroup();
    // it writes results to the bucket
    this.workgroup.node.addDependency(emptierOf(bucket, this));
    this.workgroupName = this.workgroup.name;
    if (lakeFormation?.readers?.length) this.grants.addReaders(lakeFormation.readers);
  }

  /** Grants a role to register partitions of the tables, where Lake Formation decides. */
  grantRegistration(role: iam.IRole): Construct[] {
    if (!this.props.options.lakeFormation) return [];
    const names = this.flowTables.map(({ node }) => node.id);
    return this.grants.addRegistrar(role, names);
  }

  /** Adds the table of the raw objects of one schema, unless it exists. */
  addRawTable(schema: RawSchema): void {
    const name = `raw_${rawSchemaName(schema).replaceAll('-', '_')}`;
    if (this.node.tryFindChild(name)) return;
    const { rawBucket, rawRetention } = this.props;
    const location = `s3://${rawBucket.bucketName}/${rawFolder(schema)}`.replace(/\/$/, '');
    const retentionDays = Tokenization.stringifyNumber(rawRetention.toDays());
    this.table(rawTable({ name, location, retentionDays, ...schema, ...this.senders() }));
  }

  /** Saves the questions whose columns a format fills. An info annotation lists the others. */
  addQuestions(scope: Construct, format: LogFormat): void {
    const omitted: string[] = [];
    for (const question of QUESTIONS) {
      const missing = lackingFor(question, format, this.props.isEnriched);
      if (missing.length === 0) this.save(question);
      else if (!this.isSaved(question)) omitted.push(`${question.name} (${missing.join(', ')})`);
    }
    if (omitted.length === 0) return;
    Annotations.of(scope).addInfoV2(
      'cloud-flow-logs:questions',
      `these questions are not saved, because the format, or enrichment of the lake, lacks columns that they need: ${omitted.join(', ')}`,
    );
  }

  /** Saves all questions, whatever the formats of the flow logs. */
  addAllQuestions(): void {
    for (const question of QUESTIONS) this.save(question);
  }

  private isSaved(question: SqlQuestion): boolean {
    return this.node.tryFindChild(idOf(question)) !== undefined;
  }

  private save(question: SqlQuestion): void {
    if (this.isSaved(question)) return;
    const { questionWindow } = this.props;
    const { name, description, sql } = savedQuery(question, {
      database: this.databaseName,
      days: questionWindow.toDays(),
      accountParameter: this.needsAccount(),
      parameters: this.props.options.questionParameters,
    });
    const query = new athena.CfnNamedQuery(this, idOf(question), {
      database: this.databaseName,
      workGroup: this.workgroupName,
      name,
      description,
      queryString: sql,
    });
    query.node.addDependency(this.workgroup);
  }

  /** Whether each query of the tables must filter on an account. */
  private needsAccount(): boolean {
    const { senders, partitions } = this.props;
    return senders.accountIds === undefined && partitions !== TablePartitions.REGISTERED;
  }

  /** A query of a relation limits its partitions by its keys. An unknown account is one that a query must name. */
  private relationOptions(): RelationOptions {
    const { internalNetworks } = this.props.options;
    const networks = internalNetworks?.map(network);
    return {
      keys: this.needsAccount() ? ['account_id', 'day'] : ['day'],
      ...(networks?.length && { isOurs: (address: string) => inNetworks(address, networks) }),
    };
  }

  private get grants(): LakeFormationGrants {
    const found = this.node.tryFindChild('Grants') as LakeFormationGrants | undefined;
    const after = [this.database, ...this.flowTables];
    return found ?? new LakeFormationGrants(this, 'Grants', { databaseName: this.databaseName, after });
  }

  private senders(): { accountIds: string[] | undefined; regions: string[] } {
    const { senders } = this.props;
    return { accountIds: senders.accountIds, regions: senders.regionNames };
  }

  private table({ name, columns, partitionKeys, storage, location, ...input }: GlueTable): glue.CfnTable {
    return this.entry(name, {
      ...input,
      name,
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [...partitionKeys],
      storageDescriptor: { ...storage, columns: [...columns], location },
    });
  }

  private view({ columns, serdeInfo, ...input }: GlueView): void {
    this.entry(input.name, { ...input, storageDescriptor: { columns: [...columns], serdeInfo } });
  }

  private entry(name: string, tableInput: glue.CfnTable.TableInputProperty): glue.CfnTable {
    const catalogId = Stack.of(this).account;
    const table = new glue.CfnTable(this, name, { catalogId, databaseName: this.databaseName, tableInput });
    table.node.addDependency(this.database);
    return table;
  }

  private newWorkgroup(): athena.CfnWorkGroup {
    const { bucket, prefix, scanLimit } = this.props;
    const key = bucket.encryptionKey;
    return new athena.CfnWorkGroup(this, 'Workgroup', {
      name: Names.uniqueResourceName(this, { separator: '-', maxLength: 128 }),
      description: 'Queries of cloud network flow logs',
      // CloudFormation cannot delete a workgroup with saved queries otherwise
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scanLimit.toBytes(),
        resultConfiguration: {
          outputLocation: `s3://${bucket.bucketName}/${prefix}${RESULT_DIRECTORY}/`,
          expectedBucketOwner: Stack.of(this).account,
          encryptionConfiguration: key
            ? { encryptionOption: 'SSE_KMS', kmsKey: key.keyArn }
            : { encryptionOption: 'SSE_S3' },
        },
      },
    });
  }
}

function idOf({ name }: SqlQuestion): string {
  return `Question-${name}`;
}
