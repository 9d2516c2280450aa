/** Maps types of Pulumi's bridged providers to Terraform types. The arguments have the same names in camel case. */
export const BRIDGED_TYPES: Readonly<Record<string, string>> = {
  'aws:ec2/vpc:Vpc': 'aws_vpc',
  'aws:ec2/defaultVpc:DefaultVpc': 'aws_default_vpc',
  'aws:ec2/subnet:Subnet': 'aws_subnet',
  'aws:ec2transitgateway/transitGateway:TransitGateway': 'aws_ec2_transit_gateway',
  'aws:ec2/flowLog:FlowLog': 'aws_flow_log',
  'aws:ec2/defaultSubnet:DefaultSubnet': 'aws_default_subnet',
  'aws-native:ec2:Vpc': 'awscc_ec2_vpc',
  'aws-native:ec2:Subnet': 'awscc_ec2_subnet',
  'aws-native:ec2:TransitGateway': 'awscc_ec2_transit_gateway',
  'aws-native:ec2:FlowLog': 'awscc_ec2_flow_log',
  'aws-native:cloudformation:Stack': 'aws_cloudformation_stack',
  'aws:cloudformation/stack:Stack': 'aws_cloudformation_stack',
  'aws:cloudformation/stackSet:StackSet': 'aws_cloudformation_stack_set',
  'aws:cloudcontrol/resource:Resource': 'aws_cloudcontrolapi_resource',
  'aws:s3/bucket:Bucket': 'aws_s3_bucket',
  'aws:s3/bucketV2:BucketV2': 'aws_s3_bucket',
  'aws:s3/bucketPolicy:BucketPolicy': 'aws_s3_bucket_policy',
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': 'aws_s3_bucket_lifecycle_configuration',
  'aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2':
    'aws_s3_bucket_lifecycle_configuration',
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration':
    'aws_s3_bucket_server_side_encryption_configuration',
  'aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2':
    'aws_s3_bucket_server_side_encryption_configuration',
  'aws:kms/key:Key': 'aws_kms_key',
  'aws:kms/keyPolicy:KeyPolicy': 'aws_kms_key_policy',
  'aws:kms/alias:Alias': 'aws_kms_alias',
  'aws:iam/role:Role': 'aws_iam_role',
  'aws:iam/policy:Policy': 'aws_iam_policy',
  'aws:iam/rolePolicy:RolePolicy': 'aws_iam_role_policy',
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': 'aws_iam_role_policy_attachment',
  'aws:iam/policyAttachment:PolicyAttachment': 'aws_iam_policy_attachment',
  'aws:cloudwatch/logGroup:LogGroup': 'aws_cloudwatch_log_group',
  'aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter': 'aws_cloudwatch_log_subscription_filter',
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': 'aws_kinesis_firehose_delivery_stream',
  'azure:network/virtualNetwork:VirtualNetwork': 'azurerm_virtual_network',
  'azure:network/subnet:Subnet': 'azurerm_subnet',
  'azure:network/networkSecurityGroup:NetworkSecurityGroup': 'azurerm_network_security_group',
  'azure:network/networkWatcherFlowLog:NetworkWatcherFlowLog': 'azurerm_network_watcher_flow_log',
  'azure:storage/account:Account': 'azurerm_storage_account',
  'azure:storage/managementPolicy:ManagementPolicy': 'azurerm_storage_management_policy',
  'azure:network/networkInterface:NetworkInterface': 'azurerm_network_interface',
  'azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment':
    'azurerm_resource_group_template_deployment',
  'azure:core/subscriptionTemplateDeployment:SubscriptionTemplateDeployment':
    'azurerm_subscription_template_deployment',
  'azure:core/resourcePolicyAssignment:ResourcePolicyAssignment': 'azurerm_resource_policy_assignment',
  'azure:core/resourceGroupPolicyAssignment:ResourceGroupPolicyAssignment':
    'azurerm_resource_group_policy_assignment',
  'azure:core/subscriptionPolicyAssignment:SubscriptionPolicyAssignment':
    'azurerm_subscription_policy_assignment',
  'azure:management/groupPolicyAssignment:GroupPolicyAssignment':
    'azurerm_management_group_policy_assignment',
  'azure:policy/definition:Definition': 'azurerm_policy_definition',
  'azure:policy/policySetDefinition:PolicySetDefinition': 'azurerm_policy_set_definition',
  'azure:storage/customerManagedKey:CustomerManagedKey': 'azurerm_storage_account_customer_managed_key',
};
