import type { StandInArgument, StandInBlock, StandInNestedBlock, StandInSchema } from './stand-in-schema';

const text: StandInArgument = { type: 'string', optional: true };
const number: StandInArgument = { type: 'number', optional: true };
const flag: StandInArgument = { type: 'bool', optional: true };
/** Optional, computed by AWS if omitted. */
const computedText = { ...text, computed: true };
/** Computed by AWS. */
const own: StandInArgument = { type: 'string', computed: true };
const tags: StandInArgument = { type: ['map', 'string'], optional: true };

/** Arguments that nearly every resource has since release 6 of the provider. */
const COMMON = { id: own, arn: own, region: computedText, tags, tags_all: { ...tags, computed: true } };

function resource(
  args: { readonly [name: string]: StandInArgument },
  blocks: { readonly [name: string]: StandInNestedBlock } = {},
): StandInBlock {
  return { arguments: { ...COMMON, ...args }, blocks };
}

function block(
  args: { readonly [name: string]: StandInArgument },
  more: Partial<StandInNestedBlock> = {},
): StandInNestedBlock {
  return { arguments: args, blocks: {}, ...more };
}

const EXPIRATION = block(
  { date: text, days: number, expired_object_delete_marker: { ...flag, computed: true } },
  { max: 1 },
);
const TRANSITION = block({
  date: text,
  days: number,
  storage_class: { ...text, optional: false, required: true },
});

/**
 * The types related to flow logs: arguments, computed attributes, and arguments that force a replacement. Source:
 * Terraform provider of AWS, release 6, the pages of these resources.
 */
export const AWS_SCHEMA: StandInSchema = {
  aws_vpc: resource({
    cidr_block: computedText,
    instance_tenancy: { ...text, default: 'default' },
    main_route_table_id: own,
  }),
  aws_subnet: resource({
    vpc_id: { ...text, required: true, optional: false, replaces: true },
    cidr_block: text,
  }),
  aws_ec2_transit_gateway: resource({ description: text }),
  aws_s3_bucket: resource(
    {
      bucket: { ...computedText, replaces: true },
      bucket_prefix: computedText,
      force_destroy: { ...flag, default: false },
      policy: computedText,
      hosted_zone_id: own,
    },
    {
      // both are deprecated, and computed by AWS if omitted
      lifecycle_rule: block({ enabled: flag, id: computedText, prefix: text }, { computed: true }),
      server_side_encryption_configuration: {
        arguments: {},
        blocks: { rule: block({ bucket_key_enabled: flag }) },
        max: 1,
        computed: true,
      },
    },
  ),
  aws_kms_key: resource({ policy: computedText, key_id: own }),
  aws_iam_role: resource({
    name: { ...computedText, replaces: true },
    assume_role_policy: { ...text, required: true, optional: false },
    managed_policy_arns: { type: ['set', 'string'], optional: true, computed: true },
  }),
  aws_iam_role_policy: resource({ role: { ...text, replaces: true }, policy: text }),
  aws_s3_bucket_policy: resource({ bucket: { ...text, replaces: true }, policy: text }),
  aws_s3_bucket_lifecycle_configuration: resource(
    {
      bucket: { ...text, replaces: true },
      expected_bucket_owner: { ...text, replaces: true },
      transition_default_minimum_object_size: computedText,
    },
    {
      rule: {
        arguments: { id: text, status: text, prefix: computedText },
        blocks: {
          filter: block(
            { prefix: computedText, object_size_greater_than: { ...number, computed: true } },
            { max: 1 },
          ),
          expiration: EXPIRATION,
          transition: TRANSITION,
        },
      },
    },
  ),
  aws_s3_bucket_server_side_encryption_configuration: resource(
    { bucket: { ...text, replaces: true } },
    {
      rule: {
        arguments: { bucket_key_enabled: flag },
        blocks: {
          apply_server_side_encryption_by_default: block(
            { sse_algorithm: text, kms_master_key_id: text },
            { max: 1 },
          ),
        },
      },
    },
  ),
  aws_cloudwatch_log_group: resource({
    name: { ...computedText, replaces: true },
    retention_in_days: { ...number, default: 0 },
    kms_key_id: text,
    skip_destroy: { ...flag, default: false },
  }),
  aws_flow_log: resource(
    Object.fromEntries(
      Object.entries<StandInArgument>({
        deliver_cross_account_role: text,
        eni_id: text,
        iam_role_arn: text,
        log_destination: computedText,
        log_destination_type: { ...text, default: 'cloud-watch-logs' },
        log_format: computedText,
        max_aggregation_interval: { ...number, default: 600 },
        regional_nat_gateway_id: text,
        subnet_id: text,
        traffic_type: text,
        transit_gateway_attachment_id: text,
        transit_gateway_id: text,
        vpc_id: text,
      }).map(([name, argument]) => [name, { ...argument, replaces: true }]),
    ),
    {
      destination_options: block(
        {
          file_format: { ...text, default: 'plain-text', replaces: true },
          hive_compatible_partitions: { ...flag, default: false, replaces: true },
          per_hour_partition: { ...flag, default: false, replaces: true },
        },
        { max: 1 },
      ),
    },
  ),
};
