import { comparableId } from '../../facts/comparable-id';

/**
 * Types that other resources refer to by id or ARN. A resource of another type can have the id of its parent:
 * `aws_s3_bucket_policy` has that of the bucket, `azurerm_storage_account_network_rules` that of the account.
 *
 * Source: Terraform providers of AWS and Azure, "Attribute Reference" of these resources.
 */
const OWNERS: ReadonlySet<string> = new Set([
  'aws_vpc',
  'aws_default_vpc',
  'aws_subnet',
  'aws_default_subnet',
  'aws_network_interface',
  'aws_ec2_transit_gateway',
  'aws_flow_log',
  'aws_s3_bucket',
  'aws_cloudwatch_log_group',
  'aws_kinesis_firehose_delivery_stream',
  'aws_kms_key',
  'aws_kms_alias',
  'aws_iam_role',
  'aws_iam_policy',
  'azurerm_resource_group',
  'azurerm_virtual_network',
  'azurerm_subnet',
  'azurerm_network_interface',
  'azurerm_network_security_group',
  'azurerm_network_watcher',
  'azurerm_network_watcher_flow_log',
  'azurerm_storage_account',
  'azurerm_log_analytics_workspace',
  'azurerm_policy_definition',
  'azurerm_policy_set_definition',
  'azapi_resource',
]);

/** Types whose id is a name, which resources of other types can have too, with the arguments that contain such a name. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: ['bucket'],
  aws_cloudwatch_log_group: ['log_group_name'],
  aws_iam_role: ['role', 'role_name'],
};

interface Identified {
  /** Type of Terraform's provider. */
  readonly type: string;
  /** Address or URN. */
  readonly address: string;
  /** Its known ids and ARNs. */
  readonly ids: readonly string[];
}

/** Whether other resources refer to a resource of a type by its id. */
export function ownsId(type: string): boolean {
  return OWNERS.has(type);
}

/** The resources to which a literal id or ARN can refer. */
export class OwnedIds {
  private readonly byId = new Map<string, Identified[]>();

  constructor(resources: readonly Identified[]) {
    for (const resource of resources) {
      if (!ownsId(resource.type)) continue;
      for (const id of new Set(resource.ids.map(comparable)))
        this.byId.set(id, [...(this.byId.get(id) ?? []), resource]);
    }
  }

  /** Returns the address of the resource that has an id. A name identifies a resource only in an argument for its type. */
  addressOf(id: string, argument: string): string | undefined {
    const name = argument.split('.').at(-1) ?? argument;
    const isName = !/^(arn:|\/)/.test(id);
    return this.byId.get(comparable(id))?.find(({ type }) => {
      const takers = NAMED[type];
      return !isName || takers === undefined || takers.includes(name);
    })?.address;
  }
}

function comparable(id: string): string {
  return id.startsWith('/') ? comparableId(id) : id;
}
