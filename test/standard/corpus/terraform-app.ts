import { flowLogProperties, WATCHER, WATCHER_GROUP } from './arm-app';
import { bucketPolicy } from './bucket-policy';
import {
  ACCOUNT,
  type CorpusApp,
  type CorpusAzureFlowLog,
  type CorpusBucket,
  type CorpusFlowLog,
  type CorpusStorageAccount,
  REGION,
} from './corpus-app';
import { keyPolicy, trustPolicy, writePolicy } from './role-policies';

/** Arguments by type and name of the resource. */
export type TerraformResources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Returns the resources of the app in Terraform's JSON configuration syntax. */
export function terraformResources(app: CorpusApp): TerraformResources {
  const group = { resource_group_name: 'network', location: 'westeurope' };
  return withoutEmpty({
    aws_vpc: named(app.vpcs, (id) => [id, { cidr_block: '10.0.0.0/16' }]),
    aws_subnet: named(app.subnets, ({ id, vpc }) => [
      id,
      { vpc_id: `\${aws_vpc.${vpc}.id}`, cidr_block: '10.0.0.0/24' },
    ]),
    aws_ec2_transit_gateway: named(app.transitGateways, (id) => [id, {}]),
    aws_s3_bucket: named(app.buckets, ({ id, name }) => [id, { bucket: name }]),
    aws_s3_bucket_lifecycle_configuration: named(app.buckets?.filter(hasRule), (bucket) => [
      bucket.id,
      lifecycle(bucket),
    ]),
    aws_s3_bucket_server_side_encryption_configuration: named(
      app.buckets?.filter(({ customerManagedKey, awsManagedKey }) => customerManagedKey || awsManagedKey),
      (bucket) => [bucket.id, encryption(bucket)],
    ),
    aws_kms_key: Object.fromEntries([...bucketKeys(app), ...logGroupKeys(app)]),
    aws_s3_bucket_policy: named(app.buckets, (bucket) => [
      bucket.id,
      { bucket: `\${aws_s3_bucket.${bucket.id}.id}`, policy: JSON.stringify(policyOf(bucket)) },
    ]),
    aws_cloudwatch_log_group: named(app.logGroups, ({ id, name = id, retentionDays, customerManagedKey }) => [
      id,
      {
        name,
        ...(retentionDays && { retention_in_days: retentionDays }),
        ...(customerManagedKey && { kms_key_id: `\${aws_kms_key.${id}Key.arn}` }),
      },
    ]),
    aws_iam_role: named(app.flowLogs?.filter(needsRole), ({ id, role }) => [
      `${id}Role`,
      { name: `${id}Role`, assume_role_policy: JSON.stringify(trustPolicy(role?.service)) },
    ]),
    aws_iam_role_policy: named(
      app.flowLogs?.filter((flowLog) => needsRole(flowLog) && flowLog.role?.canWrite !== false),
      ({ id, logGroup }) => [
        `${id}Write`,
        {
          role: `\${aws_iam_role.${id}Role.id}`,
          policy: JSON.stringify(writePolicy(`${groupArn(app, logGroup)}:*`)),
        },
      ],
    ),
    aws_flow_log: named(app.flowLogs, (flowLog) => [flowLog.id, flowLogArguments(flowLog)]),
    azurerm_virtual_network: named(app.virtualNetworks, (id) => [
      id,
      { ...group, name: id, address_space: ['10.0.0.0/16'] },
    ]),
    azurerm_network_security_group: named(app.securityGroups, (id) => [id, { ...group, name: id }]),
    azurerm_storage_account: named(app.storageAccounts, ({ id, name }) => [
      id,
      { ...group, name, account_tier: 'Standard', account_replication_type: 'LRS' },
    ]),
    azurerm_storage_management_policy: named(
      app.storageAccounts?.filter(({ lifecycleDays }) => lifecycleDays !== undefined),
      (account) => [account.id, managementPolicy(account)],
    ),
    azurerm_network_watcher_flow_log: named(
      app.azureFlowLogs?.filter(({ filter }) => filter === undefined),
      (flowLog) => [flowLog.id, azureArguments(flowLog)],
    ),
    azapi_resource: named(
      app.azureFlowLogs?.filter(({ filter }) => filter !== undefined),
      (flowLog) => [flowLog.id, azapiArguments(flowLog)],
    ),
  });
}

const WORKSPACE =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/network/providers/' +
  'Microsoft.OperationalInsights/workspaces/central';

/** The configuration of the AWS provider. */
export const AWS_PROVIDER = { region: REGION, allowed_account_ids: [ACCOUNT] };

const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

function bucketKeys({ buckets = [] }: CorpusApp): [string, object][] {
  return buckets.flatMap(({ id, customerManagedKey, keyAllowsDelivery = true }): [string, object][] => {
    const policy = keyPolicy(ROOT, keyAllowsDelivery ? 'delivery.logs.amazonaws.com' : undefined);
    return customerManagedKey ? [[`${id}Key`, { policy: JSON.stringify(policy) }]] : [];
  });
}

function logGroupKeys({ logGroups = [] }: CorpusApp): [string, object][] {
  return logGroups.flatMap(({ id, customerManagedKey, keyAllowsLogs = true }): [string, object][] => {
    const policy = keyPolicy(ROOT, keyAllowsLogs ? `logs.${REGION}.amazonaws.com` : undefined);
    return customerManagedKey ? [[`${id}Key`, { policy: JSON.stringify(policy) }]] : [];
  });
}

function policyOf(bucket: CorpusBucket): object {
  const arn = `arn:aws:s3:::${bucket.name}`;
  return bucketPolicy({ bucket: arn, objects: (keys) => `${arn}/${keys}` }, bucket);
}

function needsRole({ logGroup }: CorpusFlowLog): boolean {
  return logGroup !== undefined;
}

function groupArn({ logGroups = [] }: CorpusApp, id = ''): string {
  const { name = id } = logGroups.find((group) => group.id === id) ?? {};
  return `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}`;
}

function flowLogArguments(flowLog: CorpusFlowLog): object {
  const { id, on, format, traffic, interval, bucket, logGroup, fileFormat } = flowLog;
  const { targetId, destinationType, hasRole, folder, bucketArn } = flowLog;
  const argumentOf = { VPC: 'vpc_id', Subnet: 'subnet_id', TransitGateway: 'transit_gateway_id' };
  const ofNetwork = {
    VPC: { vpc_id: `\${aws_vpc.${on.id}.id}` },
    Subnet: { subnet_id: `\${aws_subnet.${on.id}.id}` },
    TransitGateway: { transit_gateway_id: `\${aws_ec2_transit_gateway.${on.id}.id}` },
  }[on.kind];
  const target = targetId === undefined ? ofNetwork : { [argumentOf[on.kind]]: targetId };
  return {
    ...target,
    ...(format !== undefined && { log_format: format.split('${').join('$${') }),
    ...(traffic !== undefined && { traffic_type: traffic }),
    ...(interval !== undefined && { max_aggregation_interval: interval }),
    ...(bucket !== undefined && {
      log_destination_type: destinationType ?? 's3',
      log_destination: `\${aws_s3_bucket.${bucket}.arn}${folder === undefined ? '' : `/${folder}`}`,
    }),
    ...(bucketArn !== undefined && { log_destination_type: 's3', log_destination: bucketArn }),
    ...(logGroup !== undefined && {
      log_destination_type: 'cloud-watch-logs',
      log_destination: `\${aws_cloudwatch_log_group.${logGroup}.arn}`,
      iam_role_arn: `\${aws_iam_role.${id}Role.arn}`,
    }),
    ...(hasRole && { iam_role_arn: 'arn:aws:iam::111122223333:role/flow-logs' }),
    ...(fileFormat !== undefined && {
      destination_options: {
        file_format: fileFormat,
        hive_compatible_partitions: true,
        per_hour_partition: true,
      },
    }),
  };
}

function hasRule({ expirationDays, archiveAfterDays }: CorpusBucket): boolean {
  return expirationDays !== undefined || archiveAfterDays !== undefined;
}

function lifecycle({ id, expirationDays, archiveAfterDays }: CorpusBucket): object {
  return {
    bucket: `\${aws_s3_bucket.${id}.id}`,
    rule: [
      {
        id: 'keep',
        status: 'Enabled',
        filter: [{}],
        ...(expirationDays !== undefined && { expiration: [{ days: expirationDays }] }),
        ...(archiveAfterDays !== undefined && {
          transition: [{ storage_class: 'DEEP_ARCHIVE', days: archiveAfterDays }],
        }),
      },
    ],
  };
}

function encryption({ id, customerManagedKey }: CorpusBucket): object {
  const key = customerManagedKey && { kms_master_key_id: `\${aws_kms_key.${id}Key.arn}` };
  return {
    bucket: `\${aws_s3_bucket.${id}.id}`,
    rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms', ...key }] }],
  };
}

function managementPolicy({ id, lifecycleDays }: CorpusStorageAccount): object {
  return {
    storage_account_id: `\${azurerm_storage_account.${id}.id}`,
    rule: [
      {
        name: 'keep',
        enabled: true,
        filters: [{ blob_types: ['blockBlob'] }],
        actions: [{ base_blob: [{ delete_after_days_since_modification_greater_than: lifecycleDays }] }],
      },
    ],
  };
}

function targetId({ virtualNetwork, securityGroup }: CorpusAzureFlowLog): string {
  return virtualNetwork === undefined
    ? `\${azurerm_network_security_group.${securityGroup}.id}`
    : `\${azurerm_virtual_network.${virtualNetwork}.id}`;
}

function accountId({ storageAccountId, storageAccount }: CorpusAzureFlowLog): string {
  return storageAccountId ?? `\${azurerm_storage_account.${storageAccount}.id}`;
}

function azapiArguments(flowLog: CorpusAzureFlowLog): object {
  return {
    type: 'Microsoft.Network/networkWatchers/flowLogs@2025-07-01',
    name: flowLog.id,
    parent_id: `${WATCHER_GROUP}/providers/Microsoft.Network/networkWatchers/${WATCHER}`,
    location: 'westeurope',
    body: { properties: flowLogProperties(flowLog, targetId(flowLog), accountId(flowLog)) },
  };
}

function azureArguments(flowLog: CorpusAzureFlowLog): object {
  const { id, enabled, version, retentionDays, analyticsMinutes } = flowLog;
  return {
    name: id,
    network_watcher_name: 'NetworkWatcher_westeurope',
    resource_group_name: 'NetworkWatcherRG',
    target_resource_id: targetId(flowLog),
    storage_account_id: accountId(flowLog),
    enabled,
    version,
    retention_policy: { enabled: retentionDays > 0, days: retentionDays },
    ...(analyticsMinutes !== undefined && {
      traffic_analytics: {
        enabled: true,
        workspace_id: '00000000-0000-0000-0000-000000000000',
        workspace_region: 'westeurope',
        workspace_resource_id: WORKSPACE,
        interval_in_minutes: analyticsMinutes,
      },
    }),
  };
}

function named<T>(all: readonly T[] = [], entry: (each: T) => [string, object]): Record<string, object> {
  return Object.fromEntries(all.map(entry));
}

function withoutEmpty(resources: TerraformResources): TerraformResources {
  return Object.fromEntries(Object.entries(resources).filter(([, all]) => Object.keys(all).length > 0));
}
