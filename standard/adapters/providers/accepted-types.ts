const NETWORKS_OF_AZURE = [
  'azurerm_virtual_network',
  'azurerm_subnet',
  'azurerm_network_interface',
  'azurerm_network_security_group',
  'azapi_resource',
];

/** The types of resources to which arguments refer. Source: Terraform providers of AWS and Azure, "Argument Reference". */
const ACCEPTED_TYPES: Readonly<Record<string, readonly string[]>> = {
  vpc_id: ['aws_vpc', 'aws_default_vpc'],
  subnet_id: ['aws_subnet', 'aws_default_subnet'],
  transit_gateway_id: ['aws_ec2_transit_gateway'],
  log_destination: ['aws_s3_bucket', 'aws_cloudwatch_log_group', 'aws_kinesis_firehose_delivery_stream'],
  log_group_name: ['aws_cloudwatch_log_group'],
  bucket: ['aws_s3_bucket'],
  iam_role_arn: ['aws_iam_role'],
  deliver_cross_account_role: ['aws_iam_role'],
  role: ['aws_iam_role'],
  policy_arn: ['aws_iam_policy'],
  target_resource_id: NETWORKS_OF_AZURE,
  network_security_group_id: ['azurerm_network_security_group', 'azapi_resource'],
  virtual_network_name: ['azurerm_virtual_network', 'azapi_resource'],
  storage_account_id: ['azurerm_storage_account', 'azapi_resource'],
};

/** Whether an argument can refer to a resource of a type. */
export function accepts(argument: string, type: string): boolean {
  return ACCEPTED_TYPES[argument]?.includes(type) ?? true;
}
