import type { ColumnName } from '../../flows/columns';
import { FieldType, FlowField, ResourceKind } from './flow-field';

const { STRING, INT_32, INT_64 } = FieldType;
const INTERFACES = [ResourceKind.VPC];
const NAT_GATEWAYS = [ResourceKind.REGIONAL_NAT_GATEWAY];
const ANY = [ResourceKind.VPC, ResourceKind.REGIONAL_NAT_GATEWAY];

/**
 * The fields of VPC flow logs, in the order of the AWS table.
 *
 * Source: Amazon VPC User Guide, "Flow log records".
 *
 * @example
 * LogFormat.of(VpcField.SRCADDR, VpcField.DSTADDR, VpcField.BYTES, VpcField.ACTION);
 */
// biome-ignore format: one line per field keeps the table readable
export class VpcField extends FlowField {
  static readonly VERSION = new VpcField('version', 2, INT_32, 'version', ANY, 'version of the record');
  static readonly ACCOUNT_ID = new VpcField('account-id', 2, STRING, 'owner_account_id', ANY, 'account that owns the interface; `unknown` if a service created it');
  static readonly INTERFACE_ID = new VpcField('interface-id', 2, STRING, 'interface_id', INTERFACES, 'network interface');
  static readonly SRCADDR = new VpcField('srcaddr', 2, STRING, 'src_addr', ANY, 'source address, or the interface\'s own private address for outgoing traffic');
  static readonly DSTADDR = new VpcField('dstaddr', 2, STRING, 'dst_addr', ANY, 'destination address, or the interface\'s own private address for incoming traffic');
  static readonly SRCPORT = new VpcField('srcport', 2, INT_32, 'src_port', ANY, 'source port');
  static readonly DSTPORT = new VpcField('dstport', 2, INT_32, 'dst_port', ANY, 'destination port');
  static readonly PROTOCOL = new VpcField('protocol', 2, INT_32, 'protocol', ANY, 'IANA protocol number');
  static readonly PACKETS = new VpcField('packets', 2, INT_64, 'packets_out', ANY, 'packets in the window');
  static readonly BYTES = new VpcField('bytes', 2, INT_64, 'bytes_out', ANY, 'bytes in the window');
  static readonly START = new VpcField('start', 2, INT_64, 'start_time', ANY, 'first packet of the window, Unix seconds');
  static readonly END = new VpcField('end', 2, INT_64, 'end_time', ANY, 'last packet of the window, Unix seconds');
  static readonly ACTION = new VpcField('action', 2, STRING, 'action', ANY, 'ACCEPT or REJECT');
  static readonly LOG_STATUS = new VpcField('log-status', 2, STRING, 'status', ANY, 'OK, NODATA or SKIPDATA');
  static readonly VPC_ID = new VpcField('vpc-id', 3, STRING, 'network_id', ANY, 'VPC of the interface');
  static readonly SUBNET_ID = new VpcField('subnet-id', 3, STRING, 'subnet_id', INTERFACES, 'subnet of the interface');
  static readonly INSTANCE_ID = new VpcField('instance-id', 3, STRING, 'instance_id', INTERFACES, 'instance of the interface, if the account owns it');
  static readonly TCP_FLAGS = new VpcField('tcp-flags', 3, INT_32, 'tcp_flags', ANY, 'FIN 1, SYN 2, RST 4, SYN-ACK 18, OR-ed over the window');
  static readonly TYPE = new VpcField('type', 3, STRING, 'type', ANY, 'IPv4, IPv6 or EFA');
  static readonly PKT_SRCADDR = new VpcField('pkt-srcaddr', 3, STRING, 'pkt_src_addr', ANY, 'source address in the packet');
  static readonly PKT_DSTADDR = new VpcField('pkt-dstaddr', 3, STRING, 'pkt_dst_addr', ANY, 'destination address in the packet');
  static readonly REGION = new VpcField('region', 4, STRING, 'region', ANY, 'region of the interface');
  static readonly AZ_ID = new VpcField('az-id', 4, STRING, 'az_id', ANY, 'availability zone id');
  static readonly SUBLOCATION_TYPE = new VpcField('sublocation-type', 4, STRING, 'sublocation_type', INTERFACES, 'wavelength, outpost or localzone');
  static readonly SUBLOCATION_ID = new VpcField('sublocation-id', 4, STRING, 'sublocation_id', INTERFACES, 'id of the sublocation');
  static readonly PKT_SRC_AWS_SERVICE = new VpcField('pkt-src-aws-service', 5, STRING, 'pkt_src_aws_service', ANY, 'AWS service of the source address in the packet');
  static readonly PKT_DST_AWS_SERVICE = new VpcField('pkt-dst-aws-service', 5, STRING, 'pkt_dst_aws_service', ANY, 'AWS service of the destination address in the packet');
  static readonly FLOW_DIRECTION = new VpcField('flow-direction', 5, STRING, 'direction', ANY, 'ingress or egress');
  static readonly TRAFFIC_PATH = new VpcField('traffic-path', 5, INT_32, 'traffic_path', ANY, 'path of egress traffic, 1 to 8');
  static readonly ECS_CLUSTER_ARN = new VpcField('ecs-cluster-arn', 7, STRING, 'ecs_cluster_arn', INTERFACES, 'ECS cluster');
  static readonly ECS_CLUSTER_NAME = new VpcField('ecs-cluster-name', 7, STRING, 'ecs_cluster_name', INTERFACES, 'name of the ECS cluster');
  static readonly ECS_CONTAINER_INSTANCE_ARN = new VpcField('ecs-container-instance-arn', 7, STRING, 'ecs_container_instance_arn', INTERFACES, 'ECS container instance');
  static readonly ECS_CONTAINER_INSTANCE_ID = new VpcField('ecs-container-instance-id', 7, STRING, 'ecs_container_instance_id', INTERFACES, 'id of the ECS container instance');
  static readonly ECS_CONTAINER_ID = new VpcField('ecs-container-id', 7, STRING, 'ecs_container_id', INTERFACES, 'Docker id of the first container');
  static readonly ECS_SECOND_CONTAINER_ID = new VpcField('ecs-second-container-id', 7, STRING, 'ecs_second_container_id', INTERFACES, 'Docker id of the second container');
  static readonly ECS_SERVICE_NAME = new VpcField('ecs-service-name', 7, STRING, 'ecs_service_name', INTERFACES, 'ECS service');
  static readonly ECS_TASK_DEFINITION_ARN = new VpcField('ecs-task-definition-arn', 7, STRING, 'ecs_task_definition_arn', INTERFACES, 'ECS task definition');
  static readonly ECS_TASK_ARN = new VpcField('ecs-task-arn', 7, STRING, 'ecs_task_arn', INTERFACES, 'ECS task');
  static readonly ECS_TASK_ID = new VpcField('ecs-task-id', 7, STRING, 'ecs_task_id', INTERFACES, 'id of the ECS task');
  static readonly REJECT_REASON = new VpcField('reject-reason', 8, STRING, 'reject_reason', ANY, 'BPA (block public access) or EC (encryption controls)');
  static readonly RESOURCE_ID = new VpcField('resource-id', 9, STRING, 'resource_id', NAT_GATEWAYS, 'regional NAT gateway');
  static readonly ENCRYPTION_STATUS = new VpcField('encryption-status', 10, INT_32, 'encryption_status', ANY, '0 none, 1 Nitro, 2 application, 3 both');
  static readonly INSTANCE_TAG = new VpcField('instance-tag', 11, STRING, 'instance_tag', INTERFACES, 'value of the first chosen tag of the instance');
  static readonly INSTANCE_TAG_2 = new VpcField('instance-tag-2', 11, STRING, 'instance_tag_2', INTERFACES, 'value of the second chosen tag of the instance');
  static readonly INTERFACE_TAG = new VpcField('interface-tag', 11, STRING, 'interface_tag', INTERFACES, 'value of the first chosen tag of the interface');
  static readonly INTERFACE_TAG_2 = new VpcField('interface-tag-2', 11, STRING, 'interface_tag_2', INTERFACES, 'value of the second chosen tag of the interface');
  static readonly ASG_TAG = new VpcField('asg-tag', 11, STRING, 'asg_tag', INTERFACES, 'value of the first chosen tag of the Auto Scaling group');
  static readonly ASG_TAG_2 = new VpcField('asg-tag-2', 11, STRING, 'asg_tag_2', INTERFACES, 'value of the second chosen tag of the Auto Scaling group');
  static readonly INTERFACE_TYPE = new VpcField('interface-type', 11, STRING, 'interface_type', ANY, 'type of an interface that a service owns');
  static readonly NEXT_HOP_INTERFACE_ID = new VpcField('next-hop-interface-id', 11, STRING, 'next_hop_interface_id', ANY, 'interface of the next hop');
  static readonly NEXT_HOP_SUBNET_ID = new VpcField('next-hop-subnet-id', 11, STRING, 'next_hop_subnet_id', ANY, 'subnet of the next hop');
  static readonly NEXT_HOP_AZ_ID = new VpcField('next-hop-az-id', 11, STRING, 'next_hop_az_id', ANY, 'availability zone id of the next hop');
  static readonly NEXT_HOP_VPC_ID = new VpcField('next-hop-vpc-id', 11, STRING, 'next_hop_vpc_id', ANY, 'VPC of the next hop');
  static readonly NEXT_HOP_INTERFACE_TYPE = new VpcField('next-hop-interface-type', 11, STRING, 'next_hop_interface_type', ANY, 'type of the next hop\'s interface');

  private constructor(name: string, version: number, type: FieldType, column: ColumnName, availableFor: ResourceKind[], meaning: string) {
    super(name, version, type, column, availableFor, meaning, 'Amazon VPC User Guide: Flow log records');
  }

  /** All fields, in the order of the AWS table. */
  static all(): VpcField[] {
    return Object.values(VpcField).filter((member) => member instanceof VpcField);
  }
}
