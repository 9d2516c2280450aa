import type { CorpusApp } from './corpus-app';
import { terraformResources } from './terraform-app';

/** The declaration of a resource in a Pulumi program. */
export interface PulumiDeclaration {
  /** Type token, such as `aws:ec2/flowLog:FlowLog`. */
  readonly type: string;
  readonly name: string;
  /** Inputs of the resource. A reference to another resource is a `PulumiReference`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** An output of another resource of the program. */
export class PulumiReference {
  constructor(
    readonly type: string,
    readonly name: string,
    readonly output: string,
  ) {}
}

/** Type tokens of the bridged providers by Terraform resource type. */
export const PULUMI_TYPES: Readonly<Record<string, string>> = {
  aws_vpc: 'aws:ec2/vpc:Vpc',
  aws_subnet: 'aws:ec2/subnet:Subnet',
  aws_s3_bucket: 'aws:s3/bucket:Bucket',
  aws_s3_bucket_policy: 'aws:s3/bucketPolicy:BucketPolicy',
  aws_s3_bucket_lifecycle_configuration: 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
  aws_s3_bucket_server_side_encryption_configuration:
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
  aws_cloudwatch_log_group: 'aws:cloudwatch/logGroup:LogGroup',
  aws_kms_key: 'aws:kms/key:Key',
  aws_iam_role: 'aws:iam/role:Role',
  aws_iam_role_policy: 'aws:iam/rolePolicy:RolePolicy',
  aws_flow_log: 'aws:ec2/flowLog:FlowLog',
  azurerm_virtual_network: 'azure:network/virtualNetwork:VirtualNetwork',
  azurerm_network_security_group: 'azure:network/networkSecurityGroup:NetworkSecurityGroup',
  azurerm_storage_account: 'azure:storage/account:Account',
  azurerm_storage_management_policy: 'azure:storage/managementPolicy:ManagementPolicy',
  azurerm_network_watcher_flow_log: 'azure:network/networkWatcherFlowLog:NetworkWatcherFlowLog',
};

/** Plural names that Pulumi gives to lists of blocks. */
const PLURALS: Readonly<Record<string, string>> = { rule: 'rules', transition: 'transitions' };

/** Returns the resources of the app for Pulumi's bridged providers. A resource comes after the resources that it references. */
export function pulumiDeclarations(app: CorpusApp): PulumiDeclaration[] {
  return Object.entries(terraformResources(app)).flatMap(([type, all]) =>
    Object.entries(all).map(([name, contents]) => ({
      type: PULUMI_TYPES[type] as string,
      name,
      inputs: camelCased(contents) as Record<string, unknown>,
    })),
  );
}

function camelCased(value: unknown): unknown {
  if (typeof value === 'string') return textOrReference(value);
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const single = Array.isArray(each) && each.length === 1 && PLURALS[key] === undefined ? each[0] : each;
      return [PLURALS[key] ?? camel(key), camelCased(single)];
    }),
  );
}

function textOrReference(text: string): string | PulumiReference {
  const [, type = '', name = '', output = ''] = /^\$\{([a-z0-9_]+)\.(\w+)\.(\w+)\}/.exec(text) ?? [];
  if (type === '') return text.split('$${').join('${');
  return new PulumiReference(PULUMI_TYPES[type] as string, name, output);
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
