import type { TableInput } from '@aws-sdk/client-glue';
import {
  FlowLake,
  type FlowLakeProps,
  FlowLogDestination,
  FlowLogTarget,
  VpcFlowLogs,
} from 'cloud-flow-logs/cdk';
import { PartitionLayout } from '../../../aws/policies';
import type { RawSchema } from '../../../aws/raw-folder';
import { ACCOUNT, REGION } from '../aws-cloud';
import { newStack } from '../cdk-apps';
import { PlainTemplate } from '../plain-template';

/** The resources of a stack for Athena. */
export interface SynthesizedLake {
  readonly database: string;
  /** Tables, raw tables and views. */
  readonly tables: readonly TableInput[];
  /** Text of the saved queries by name. */
  readonly queries: ReadonlyMap<string, string>;
}

/** A lake with flow logs of these schemas, as its stack deploys it, over buckets of the test. */
export function synthesizedLake(
  id: string,
  props: FlowLakeProps,
  schemas: readonly RawSchema[],
  buckets: { readonly raw: string; readonly table: string },
): SynthesizedLake {
  const stack = newStack({ env: { account: ACCOUNT, region: REGION } });
  const lake = new FlowLake(stack, id, props);
  schemas.forEach(({ format, fileFormat, partitions, perHour }, index) => {
    const target = format.isTransitGateway
      ? FlowLogTarget.transitGateway('tgw-1')
      : FlowLogTarget.networkInterface('eni-1');
    const options = {
      fileFormat,
      hiveCompatiblePartitions: partitions === PartitionLayout.HIVE,
      perHourPartition: perHour,
    };
    const destination = FlowLogDestination.toLake(lake, options);
    new VpcFlowLogs(stack, `FlowLogs${index}`, { target, format, destination });
  });
  const template = PlainTemplate.of(stack);
  const names = new Map([
    [`<${template.id('AWS::S3::Bucket', `${id}Raw`)}>`, buckets.raw],
    [`<${template.id('AWS::S3::Bucket', `${id}Table`)}>`, buckets.table],
  ]);
  return {
    database: lake.databaseName,
    tables: template
      .all('AWS::Glue::Table')
      .map(([, { Properties }]) => named(Properties.TableInput, names) as TableInput),
    queries: new Map(
      template.all('AWS::Athena::NamedQuery').map(
        ([
          ,
          {
            Properties: { Name, QueryString },
          },
        ]) => [Name as string, QueryString as string],
      ),
    ),
  };
}

/** Replaces bucket references with the buckets of the test. */
function named(value: unknown, names: ReadonlyMap<string, string>): unknown {
  let text = JSON.stringify(value);
  for (const [reference, name] of names) text = text.replaceAll(reference, name);
  const unresolved = /<[A-Z]\w+(\.\w+|::\w+)?>/.exec(text);
  if (unresolved) throw new Error(`cannot resolve ${unresolved[0]} in ${text}`);
  return JSON.parse(text);
}
