import type { Stack } from 'aws-cdk-lib';
import { FlowLake, type FlowLakeProps } from 'cloud-flow-logs/cdk';
import { FileFormat } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import { PartitionLayout } from '../../aws/policies';
import type { RawSchema } from '../../aws/raw-folder';
import { type AppVariant, newStack } from './cdk-apps';
import { PlainTemplate } from './plain-template';

/** A synthesized stack with one lake, and the logical ids of its two buckets; empty for an existing bucket. */
export function lakeOf(
  props: FlowLakeProps | ((stack: Stack) => FlowLakeProps) = {},
  variant: Partial<AppVariant> = {},
) {
  const stack = newStack(variant);
  const lake = new FlowLake(stack, 'Lake', typeof props === 'function' ? props(stack) : props);
  const template = PlainTemplate.of(stack);
  const [[table] = ['']] = template.all('AWS::S3::Bucket', 'LakeTable');
  return { stack, lake, template, raw: template.id('AWS::S3::Bucket', 'LakeRaw'), table };
}

/** The default schema of raw objects in a lake. */
export const DEFAULT_RAW_SCHEMA: RawSchema = {
  format: LogFormat.RECOMMENDED,
  fileFormat: FileFormat.TEXT,
  partitions: PartitionLayout.PLAIN,
  perHour: false,
};

/** The locations of a lake's tables. */
export function tableLocations(template: PlainTemplate): string[] {
  return template.all('AWS::Glue::Table').flatMap(([, { Properties }]) => {
    const { StorageDescriptor } = Properties.TableInput as { StorageDescriptor: { Location?: string } };
    return StorageDescriptor.Location ?? [];
  });
}
