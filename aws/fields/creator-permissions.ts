import type { FlowField } from './flow-field';
import { VpcField } from './vpc-field';

const LIST_CLUSTERS = 'ecs:ListClusters';

/**
 * Actions that the creator of a flow log needs for a field. Fields that are not listed need none.
 *
 * Source: Amazon VPC User Guide, "Flow log records".
 */
const CREATOR_ACTIONS: ReadonlyMap<FlowField, readonly string[]> = new Map<FlowField, readonly string[]>([
  [VpcField.ECS_CLUSTER_ARN, [LIST_CLUSTERS]],
  [VpcField.ECS_CLUSTER_NAME, [LIST_CLUSTERS]],
  [VpcField.ECS_CONTAINER_INSTANCE_ARN, [LIST_CLUSTERS, 'ecs:ListContainerInstances']],
  [VpcField.ECS_CONTAINER_INSTANCE_ID, [LIST_CLUSTERS, 'ecs:ListContainerInstances']],
  [VpcField.ECS_CONTAINER_ID, [LIST_CLUSTERS]],
  [VpcField.ECS_SECOND_CONTAINER_ID, [LIST_CLUSTERS]],
  [VpcField.ECS_SERVICE_NAME, [LIST_CLUSTERS, 'ecs:ListServices']],
  [VpcField.ECS_TASK_DEFINITION_ARN, [LIST_CLUSTERS, 'ecs:ListTaskDefinitions']],
  [VpcField.ECS_TASK_ARN, [LIST_CLUSTERS, 'ecs:ListTasks']],
  [VpcField.ECS_TASK_ID, [LIST_CLUSTERS, 'ecs:ListTasks']],
  [VpcField.INSTANCE_TAG, ['ec2:DescribeTags']],
  [VpcField.INSTANCE_TAG_2, ['ec2:DescribeTags']],
  [VpcField.INTERFACE_TAG, ['ec2:DescribeTags']],
  [VpcField.INTERFACE_TAG_2, ['ec2:DescribeTags']],
  [VpcField.ASG_TAG, ['autoscaling:DescribeTags']],
  [VpcField.ASG_TAG_2, ['autoscaling:DescribeTags']],
]);

/** Returns the actions that the creator of a flow log needs for a field. */
export function creatorActionsOf(field: FlowField): string[] {
  return [...(CREATOR_ACTIONS.get(field) ?? [])];
}
