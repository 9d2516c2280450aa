/**
 * CloudFormation types that make an AWS service deliver logs to a bucket through the delivery service. For each of them, AWS
 * adds its own policy to a bucket without one when the resource is created.
 *
 * Source: CloudWatch Logs User Guide, "Enable logging from AWS services".
 */
export const VENDED_LOG_TYPES: readonly string[] = [
  'AWS::EC2::FlowLog',
  'AWS::Logs::DeliveryDestination',
  'AWS::NetworkFirewall::LoggingConfiguration',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig',
  'AWS::VpcLattice::AccessLogSubscription',
  'AWS::WAFv2::LoggingConfiguration',
];
