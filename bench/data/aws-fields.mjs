/** Fields in the order of the AWS documentation, by the version that introduced them. */
const V2 =
  words(`version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end
  action log-status`);
const V3_TO_V5 = words(`vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id
  sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path`);
const V7_TO_V11 = words(`ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ecs-container-instance-id
  ecs-container-id ecs-second-container-id ecs-service-name ecs-task-definition-arn ecs-task-arn ecs-task-id
  reject-reason resource-id encryption-status instance-tag instance-tag-2 interface-tag interface-tag-2 asg-tag
  asg-tag-2 interface-type next-hop-interface-id next-hop-subnet-id next-hop-az-id next-hop-vpc-id
  next-hop-interface-type`);

export const VPC_V2 = V2;
export const VPC_V5 = [...V2, ...V3_TO_V5];
/** The default format of the constructs. */
export const VPC_RECOMMENDED = [...VPC_V5, 'reject-reason'];
export const VPC_V11 = [...VPC_V5, ...V7_TO_V11];
export const TRANSIT_GATEWAY = words(`version resource-type account-id tgw-id tgw-attachment-id
  tgw-src-vpc-account-id tgw-dst-vpc-account-id tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id
  tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol
  packets bytes start end log-status type packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded
  packets-lost-ttl-expired tcp-flags region flow-direction pkt-src-aws-service pkt-dst-aws-service`);

function words(text) {
  return text.trim().split(/\s+/);
}
