/** Attributes that are equal to a property of the resource. Source: AWS CloudFormation Template Reference, return values. */
export const ECHOED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Subnet': ['VpcId', 'CidrBlock'],
  'AWS::EC2::SecurityGroup': ['VpcId'],
};
