import type { CorpusApp } from './corpus-app';
import { terraformResources } from './terraform-app';

const TYPES: Readonly<Record<string, string>> = {
  aws_vpc: 'aws:ec2/vpc:Vpc',
  aws_subnet: 'aws:ec2/subnet:Subnet',
  aws_s3_bucket: 'aws:s3/bucket:Bucket',
  aws_s3_bucket_policy: 'aws:s3/bucketPolicy:BucketPolicy',
  aws_s3_bucket_lifecycle_configuration: 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  aws_s3_bucket_server_side_encryption_configuration:
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  aws_cloudwatch_log_group: 'aws:cloudwatch/logGroup:LogGroup',
  aws_flow_log: 'aws:ec2/flowLog:FlowLog',
  azurerm_virtual_network: 'azure:network/virtualNetwork:VirtualNetwork',
  azurerm_network_security_group: 'azure:network/networkSecurityGroup:NetworkSecurityGroup',
  azurerm_storage_account: 'azure:storage/account:Account',
  azurerm_network_watcher_flow_log: 'azure:network/networkWatcherFlowLog:NetworkWatcherFlowLog',
};

/** What Pulumi's engine writes for a value that is not known yet. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Lists of blocks that Pulumi calls by their plural. */
const PLURALS: Readonly<Record<string, string>> = { rule: 'rules', transition: 'transitions' };

/** The app as `pulumi preview --json` has it. Source: Pulumi, `pkg/display/json.go` and the SDK. */
export function previewOf(app: CorpusApp): object {
  return {
    config: {},
    steps: Object.entries(terraformResources(app)).flatMap(([type, all]) =>
      Object.entries(all).map(([name, contents]) => {
        const urn = urnOf(type, name);
        const references = Object.entries(contents).flatMap(([key, value]) => {
          const [, target, id] = /^\$\{([a-z0-9_]+)\.(\w+)\.\w+\}$/.exec(String(value)) ?? [];
          return target === undefined ? [] : [[camel(key), [urnOf(target, id as string)]]];
        });
        return {
          op: 'create',
          urn,
          newState: {
            urn,
            custom: true,
            type: TYPES[type],
            inputs: camelCased(contents),
            outputs: camelCased(contents),
            parent: 'urn:pulumi:dev::corpus::pulumi:pulumi:Stack::corpus-dev',
            propertyDependencies: Object.fromEntries(references),
          },
        };
      }),
    ),
  };
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::corpus::${TYPES[type]}::${name}`;
}

function camelCased(value: unknown): unknown {
  if (typeof value === 'string') return /^\$\{/.test(value) ? UNKNOWN : value.split('$${').join('${');
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const single = Array.isArray(each) && each.length === 1 && PLURALS[key] === undefined ? each[0] : each;
      return [PLURALS[key] ?? camel(key), camelCased(single)];
    }),
  );
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
