import { type CoveredType, NO_RESOURCE_TYPE } from '../covered-type';

const VPC = 'AWS::EC2::VPC';
const SUBNET = 'AWS::EC2::Subnet';
const ROUTE_TABLE = 'AWS::EC2::RouteTable';
const GATEWAY = 'AWS::EC2::InternetGateway';

/** The networks of flow logs. Flow logs can be deployed without them, so that the policies include them only on request. */
export const NETWORKS: readonly CoveredType[] = [
  ...tagged(
    { type: VPC, kind: 'vpc', creates: 'CreateVpc' },
    {
      actions: ['ec2:DescribeVpcAttribute', 'ec2:ModifyVpcAttribute'],
      deletes: ['ec2:DeleteVpc'],
      whenGiven: [
        { property: 'InstanceTenancy', actions: ['ec2:ModifyVpcTenancy'] },
        { property: 'VpcEncryptionControl', notCovered: 'ec2:CreateVpcEncryptionControl' },
      ],
    },
    [
      'ec2:DescribeNetworkAcls',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVpcEncryptionControls',
      'ec2:DescribeVpcs',
    ],
  ),
  ...tagged(
    { type: SUBNET, kind: 'subnet', creates: 'CreateSubnet' },
    {
      actions: ['ec2:ModifySubnetAttribute'],
      deletes: ['ec2:DeleteSubnet'],
      whenGiven: [
        {
          property: 'Ipv6CidrBlock',
          actions: ['ec2:AssociateSubnetCidrBlock', 'ec2:DisassociateSubnetCidrBlock'],
        },
      ],
    },
    ['ec2:DescribeNetworkAcls', 'ec2:DescribeSubnets'],
  ),
  on(SUBNET, 'VpcId', VPC, { actions: ['ec2:CreateSubnet'] }),
  ...tagged(
    { type: ROUTE_TABLE, kind: 'route-table', creates: 'CreateRouteTable' },
    { actions: [], deletes: ['ec2:DeleteRouteTable'] },
    ['ec2:DescribeRouteTables'],
  ),
  on(ROUTE_TABLE, 'VpcId', VPC, { actions: ['ec2:CreateRouteTable'] }),
  on('AWS::EC2::Route', 'RouteTableId', ROUTE_TABLE, {
    actions: ['ec2:CreateRoute', 'ec2:ReplaceRoute'],
    deletes: ['ec2:DeleteRoute'],
    unscoped: [unscoped(['ec2:DescribeNetworkInterfaces', 'ec2:DescribeRouteTables'])],
  }),
  ...['SubnetId', 'RouteTableId'].map((property) =>
    on('AWS::EC2::SubnetRouteTableAssociation', property, property === 'SubnetId' ? SUBNET : ROUTE_TABLE, {
      actions: ['ec2:AssociateRouteTable', 'ec2:ReplaceRouteTableAssociation'],
      deletes: ['ec2:DisassociateRouteTable'],
      unscoped: [unscoped(['ec2:DescribeRouteTables', 'ec2:DescribeSubnets'])],
    }),
  ),
  ...tagged(
    { type: GATEWAY, kind: 'internet-gateway', creates: 'CreateInternetGateway' },
    { actions: [], deletes: ['ec2:DeleteInternetGateway'] },
    ['ec2:DescribeInternetGateways'],
  ),
  ...['VpcId', 'InternetGatewayId'].map((property) =>
    on('AWS::EC2::VPCGatewayAttachment', property, property === 'VpcId' ? VPC : GATEWAY, {
      actions: [],
      whenGiven: [
        {
          property: 'InternetGatewayId',
          actions: ['ec2:AttachInternetGateway', 'ec2:DetachInternetGateway'],
        },
        ...(property === 'VpcId'
          ? [{ property: 'VpnGatewayId', notCovered: 'ec2:AttachVpnGateway and ec2:DetachVpnGateway' }]
          : []),
      ],
      unscoped: [unscoped(['ec2:DescribeInternetGateways', 'ec2:DescribeVpnGateways'])],
    }),
  ),
  ...tagged(
    { type: 'AWS::EC2::TransitGateway', kind: 'transit-gateway', creates: 'CreateTransitGateway' },
    { actions: ['ec2:ModifyTransitGateway'], deletes: ['ec2:DeleteTransitGateway'] },
    ['ec2:DescribeTags', 'ec2:DescribeTransitGateways'],
  ),
  ...interfaces('AWS::EC2::NetworkInterface'),
];

function interfaces(type: string): CoveredType[] {
  const assignments = [
    'ec2:AssignIpv6Addresses',
    'ec2:AssignPrivateIpAddresses',
    'ec2:UnassignIpv6Addresses',
    'ec2:UnassignPrivateIpAddresses',
  ];
  const addresses = [
    'Ipv6AddressCount',
    'Ipv6Addresses',
    'PrivateIpAddresses',
    'SecondaryPrivateIpAddressCount',
  ];
  return [
    ...tagged(
      { type, kind: 'network-interface', creates: 'CreateNetworkInterface' },
      {
        actions: ['ec2:ModifyNetworkInterfaceAttribute'],
        deletes: ['ec2:DeleteNetworkInterface'],
        whenGiven: [
          ...addresses.map((property) => ({ property, actions: assignments })),
          {
            property: 'PublicIpDnsHostnameTypeSpecification',
            actions: ['ec2:ModifyPublicIpDnsNameOptions'],
          },
        ],
      },
      ['ec2:DescribeNetworkInterfaces'],
    ),
    on(type, 'SubnetId', SUBNET, { actions: ['ec2:CreateNetworkInterface'] }),
    {
      ...network(type),
      // without security groups, the interface has the default group of its VPC
      arns: ['arn:{partition}:ec2:{region}:{account}:security-group/*'],
      actions: ['ec2:CreateNetworkInterface'],
    },
  ];
}

type Entry = Omit<CoveredType, 'type' | 'source' | 'arns'>;

/** Entries of a type that CloudFormation tags with the name of the stack during the creation. */
function tagged(
  { type, kind, creates }: { readonly type: string; readonly kind: string; readonly creates: string },
  { actions, ...managed }: Entry,
  describes: readonly string[],
): CoveredType[] {
  const arns = [`arn:{partition}:ec2:{region}:{account}:${kind}/{name}`];
  return [
    { ...network(type), arns, actions: [`ec2:${creates}`], unscoped: [unscoped(describes)] },
    {
      ...network(type),
      arns,
      actions: ['ec2:CreateTags'],
      condition: { StringEquals: { 'ec2:CreateAction': creates } },
    },
    {
      ...network(type),
      ...managed,
      arns,
      actions: [...actions, 'ec2:CreateTags', 'ec2:DeleteTags'],
      isTagged: true,
    },
  ];
}

/** An entry whose actions name the resource that a property refers to. */
function on(type: string, property: string, parent: string, entry: Entry): CoveredType {
  return { ...network(type), ...entry, arns: [], on: { property, type: parent }, isTagged: true };
}

function network(type: string): Pick<CoveredType, 'type' | 'source' | 'isNetwork'> {
  return { type, source: `${type} resource type schema: handlers`, isNetwork: true };
}

function unscoped(actions: readonly string[]) {
  return { actions, reason: NO_RESOURCE_TYPE };
}
