// npm run docs writes this file from the database of @aws-cdk/aws-service-spec.

/** Whether an update of a property replaces the resource. */
export enum UpdateRequires {
  REPLACEMENT = 'replacement',
  /** A replacement for some values only. */
  SOME_REPLACEMENT = 'some replacement',
}

const { REPLACEMENT, SOME_REPLACEMENT } = UpdateRequires;

/** The properties that CloudFormation cannot update in place, by resource type. */
export const CREATE_ONLY_PROPERTIES: Readonly<Record<string, Readonly<Record<string, UpdateRequires>>>> = {
  'AWS::EC2::FlowLog': {
    DeliverCrossAccountRole: REPLACEMENT,
    DeliverLogsPermissionArn: REPLACEMENT,
    DestinationOptions: REPLACEMENT,
    LogDestination: REPLACEMENT,
    LogDestinationType: REPLACEMENT,
    LogFormat: REPLACEMENT,
    LogGroupName: REPLACEMENT,
    MaxAggregationInterval: REPLACEMENT,
    ResourceId: REPLACEMENT,
    ResourceType: REPLACEMENT,
    TagFieldSpecifications: REPLACEMENT,
    TrafficType: REPLACEMENT,
  },
  'AWS::EC2::NatGateway': {
    AllocationId: REPLACEMENT,
    AvailabilityMode: REPLACEMENT,
    ConnectivityType: REPLACEMENT,
    PrivateIpAddress: REPLACEMENT,
    SubnetId: REPLACEMENT,
    VpcId: REPLACEMENT,
  },
  'AWS::EC2::NetworkInterface': {
    InterfaceType: REPLACEMENT,
    PrivateIpAddress: REPLACEMENT,
    PrivateIpAddresses: SOME_REPLACEMENT,
    SubnetId: REPLACEMENT,
  },
  'AWS::EC2::Subnet': {
    AvailabilityZone: REPLACEMENT,
    AvailabilityZoneId: REPLACEMENT,
    CidrBlock: REPLACEMENT,
    Ipv4IpamPoolId: REPLACEMENT,
    Ipv4NetmaskLength: REPLACEMENT,
    Ipv6CidrBlock: SOME_REPLACEMENT,
    Ipv6IpamPoolId: REPLACEMENT,
    Ipv6Native: REPLACEMENT,
    Ipv6NetmaskLength: REPLACEMENT,
    OutpostArn: REPLACEMENT,
    VpcId: REPLACEMENT,
  },
  'AWS::EC2::TransitGateway': {
    AmazonSideAsn: REPLACEMENT,
    MulticastSupport: REPLACEMENT,
  },
  'AWS::EC2::TransitGatewayAttachment': {
    TransitGatewayId: REPLACEMENT,
    VpcId: REPLACEMENT,
  },
  'AWS::EC2::TransitGatewayVpcAttachment': {
    SubnetIds: REPLACEMENT,
    TransitGatewayId: REPLACEMENT,
    VpcId: REPLACEMENT,
  },
  'AWS::EC2::VPC': {
    CidrBlock: REPLACEMENT,
    InstanceTenancy: SOME_REPLACEMENT,
    Ipv4IpamPoolId: REPLACEMENT,
    Ipv4NetmaskLength: REPLACEMENT,
    VpcEncryptionControl: REPLACEMENT,
  },
  'AWS::IAM::Role': {
    Path: REPLACEMENT,
    RoleName: REPLACEMENT,
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    DatabaseSourceConfiguration: REPLACEMENT,
    DeliveryStreamName: REPLACEMENT,
    DeliveryStreamType: REPLACEMENT,
    DirectPutSourceConfiguration: REPLACEMENT,
    KinesisStreamSourceConfiguration: REPLACEMENT,
    MSKSourceConfiguration: REPLACEMENT,
  },
  'AWS::KMS::Key': {},
  'AWS::Logs::LogGroup': {
    LogGroupName: REPLACEMENT,
  },
  'AWS::S3::Bucket': {
    BucketName: REPLACEMENT,
    BucketNamePrefix: REPLACEMENT,
    BucketNamespace: REPLACEMENT,
    ObjectLockEnabled: REPLACEMENT,
  },
};
