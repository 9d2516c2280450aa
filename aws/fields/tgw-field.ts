import type { ColumnName } from '../../flows/columns';
import { FieldType, FlowField, ResourceKind } from './flow-field';

const { STRING, INT_32, INT_64 } = FieldType;

/**
 * The fields of transit gateway flow logs, in the order of the AWS table. That is also the order of the default format.
 *
 * Source: Amazon VPC Transit Gateways guide, "Transit Gateway Flow Log records".
 *
 * @example
 * LogFormat.of(TgwField.TGW_ID, TgwField.SRCADDR, TgwField.DSTADDR, TgwField.BYTES);
 */
// biome-ignore format: one line per field keeps the table readable
export class TgwField extends FlowField {
  static readonly VERSION = new TgwField('version', 2, INT_32, 'version', 'version of the record');
  static readonly RESOURCE_TYPE = new TgwField('resource-type', 6, STRING, 'resource_type', 'TransitGateway or TransitGatewayAttachment');
  static readonly ACCOUNT_ID = new TgwField('account-id', 2, STRING, 'owner_account_id', 'account that owns the transit gateway');
  static readonly TGW_ID = new TgwField('tgw-id', 6, STRING, 'tgw_id', 'transit gateway');
  static readonly TGW_ATTACHMENT_ID = new TgwField('tgw-attachment-id', 6, STRING, 'tgw_attachment_id', 'transit gateway attachment');
  static readonly TGW_SRC_VPC_ACCOUNT_ID = new TgwField('tgw-src-vpc-account-id', 6, STRING, 'tgw_src_vpc_account_id', 'account of the source VPC');
  static readonly TGW_DST_VPC_ACCOUNT_ID = new TgwField('tgw-dst-vpc-account-id', 6, STRING, 'tgw_dst_vpc_account_id', 'account of the destination VPC');
  static readonly TGW_SRC_VPC_ID = new TgwField('tgw-src-vpc-id', 6, STRING, 'tgw_src_vpc_id', 'source VPC');
  static readonly TGW_DST_VPC_ID = new TgwField('tgw-dst-vpc-id', 6, STRING, 'tgw_dst_vpc_id', 'destination VPC');
  static readonly TGW_SRC_SUBNET_ID = new TgwField('tgw-src-subnet-id', 6, STRING, 'tgw_src_subnet_id', 'subnet of the source');
  static readonly TGW_DST_SUBNET_ID = new TgwField('tgw-dst-subnet-id', 6, STRING, 'tgw_dst_subnet_id', 'subnet of the destination');
  static readonly TGW_SRC_ENI = new TgwField('tgw-src-eni', 6, STRING, 'tgw_src_eni', 'attachment interface on the source side');
  static readonly TGW_DST_ENI = new TgwField('tgw-dst-eni', 6, STRING, 'tgw_dst_eni', 'attachment interface on the destination side');
  static readonly TGW_SRC_AZ_ID = new TgwField('tgw-src-az-id', 6, STRING, 'tgw_src_az_id', 'availability zone id of the source attachment');
  static readonly TGW_DST_AZ_ID = new TgwField('tgw-dst-az-id', 6, STRING, 'tgw_dst_az_id', 'availability zone id of the destination attachment');
  static readonly TGW_PAIR_ATTACHMENT_ID = new TgwField('tgw-pair-attachment-id', 6, STRING, 'tgw_pair_attachment_id', 'attachment at the other end of the flow');
  static readonly SRCADDR = new TgwField('srcaddr', 2, STRING, 'src_addr', 'source address');
  static readonly DSTADDR = new TgwField('dstaddr', 2, STRING, 'dst_addr', 'destination address');
  static readonly SRCPORT = new TgwField('srcport', 2, INT_32, 'src_port', 'source port');
  static readonly DSTPORT = new TgwField('dstport', 2, INT_32, 'dst_port', 'destination port');
  static readonly PROTOCOL = new TgwField('protocol', 2, INT_64, 'protocol', 'IANA protocol number');
  static readonly PACKETS = new TgwField('packets', 2, INT_64, 'packets_out', 'packets in the window');
  static readonly BYTES = new TgwField('bytes', 2, INT_64, 'bytes_out', 'bytes in the window');
  static readonly START = new TgwField('start', 2, INT_64, 'start_time', 'first packet of the window, Unix seconds');
  static readonly END = new TgwField('end', 2, INT_64, 'end_time', 'last packet of the window, Unix seconds');
  static readonly LOG_STATUS = new TgwField('log-status', 2, STRING, 'status', 'OK, NODATA or SKIPDATA');
  static readonly TYPE = new TgwField('type', 3, STRING, 'type', 'IPv4, IPv6 or EFA');
  static readonly PACKETS_LOST_NO_ROUTE = new TgwField('packets-lost-no-route', 6, INT_64, 'packets_lost_no_route', 'packets lost because no route matched');
  static readonly PACKETS_LOST_BLACKHOLE = new TgwField('packets-lost-blackhole', 6, INT_64, 'packets_lost_blackhole', 'packets lost in a blackhole route');
  static readonly PACKETS_LOST_MTU_EXCEEDED = new TgwField('packets-lost-mtu-exceeded', 6, INT_64, 'packets_lost_mtu_exceeded', 'packets lost because larger than the MTU');
  static readonly PACKETS_LOST_TTL_EXPIRED = new TgwField('packets-lost-ttl-expired', 6, INT_64, 'packets_lost_ttl_expired', 'packets lost because their time to live ran out');
  static readonly TCP_FLAGS = new TgwField('tcp-flags', 3, INT_32, 'tcp_flags', 'FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, OR-ed over the window');
  static readonly REGION = new TgwField('region', 4, STRING, 'region', 'region of the transit gateway');
  static readonly FLOW_DIRECTION = new TgwField('flow-direction', 5, STRING, 'direction', 'ingress or egress');
  static readonly PKT_SRC_AWS_SERVICE = new TgwField('pkt-src-aws-service', 5, STRING, 'pkt_src_aws_service', 'AWS service of the source address');
  static readonly PKT_DST_AWS_SERVICE = new TgwField('pkt-dst-aws-service', 5, STRING, 'pkt_dst_aws_service', 'AWS service of the destination address');

  private constructor(name: string, version: number, type: FieldType, column: ColumnName, meaning: string) {
    super(name, version, type, column, [ResourceKind.TRANSIT_GATEWAY], meaning, 'Amazon VPC Transit Gateways: Transit Gateway Flow Log records');
  }

  /** All fields, in the order of the AWS table. */
  static all(): TgwField[] {
    return Object.values(TgwField).filter((member) => member instanceof TgwField);
  }
}
