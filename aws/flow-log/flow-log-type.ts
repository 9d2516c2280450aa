/** CloudFormation type of a flow log. */
export const FLOW_LOG_TYPE = 'AWS::EC2::FlowLog';
