import { known, unknownAt } from '../../facts';
import { type DeclaredResource, textOf } from './declared-resource';

/** Types of the provider awscc with the type of the provider aws that has the same effect. */
const TYPES: Readonly<Record<string, string>> = {
  awscc_ec2_vpc: 'aws_vpc',
  awscc_ec2_subnet: 'aws_subnet',
  awscc_ec2_transit_gateway: 'aws_ec2_transit_gateway',
  awscc_ec2_flow_log: 'aws_flow_log',
};

/** Arguments of `aws_flow_log` with the types of targets. Source: CloudFormation, `AWS::EC2::FlowLog`, `ResourceType`. */
const TARGETS: Readonly<Record<string, string>> = {
  vpc_id: 'VPC',
  subnet_id: 'Subnet',
  eni_id: 'NetworkInterface',
  transit_gateway_id: 'TransitGateway',
  transit_gateway_attachment_id: 'TransitGatewayAttachment',
  regional_nat_gateway_id: 'RegionalNatGateway',
};

/** Other arguments of `aws_flow_log` with another name in awscc. */
const ARGUMENTS: Readonly<Record<string, string>> = { iam_role_arn: 'deliver_logs_permission_arn' };

/**
 * Returns the resource of the provider aws with the effect of a resource of the provider awscc; the resource itself for other
 * types. Source: Terraform provider awscc, `awscc_ec2_flow_log`.
 */
export function cloudControlResource(resource: DeclaredResource): DeclaredResource {
  const type = TYPES[resource.type];
  if (type === undefined) return resource;
  if (type !== 'aws_flow_log') return { ...resource, type };
  const kind = textOf(resource, 'resource_type');
  /** Name of the argument in awscc; `undefined` if this flow log does not have it. */
  const own = (name: string): string | undefined => {
    const target = TARGETS[name];
    if (target !== undefined) return kind.known && kind.value !== target ? undefined : 'resource_id';
    return ARGUMENTS[name] ?? name;
  };
  return {
    ...resource,
    type,
    value: (name) => {
      const argument = own(name);
      if (argument === undefined) return known(undefined);
      return argument === 'resource_id' && !kind.known ? unknownAt(kind) : resource.value(argument);
    },
    reference: (name) => {
      const argument = own(name);
      return argument === undefined ? known(undefined) : resource.reference(argument);
    },
  };
}
