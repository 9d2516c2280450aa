import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowLakeProps } from '../flow-lake-props';

/** Problems of the props that delete a lake with its objects. */
export function removalProblems(props: FlowLakeProps): string[] {
  const { autoDeleteObjects, removalPolicy, rawObjectLock } = props;
  if (!autoDeleteObjects) return [];
  return [
    ...(removalPolicy === RemovalPolicy.DESTROY
      ? []
      : [
          `autoDeleteObjects is true, but removalPolicy is ${removalPolicy ?? 'not set'}: set removalPolicy to ` +
            'RemovalPolicy.DESTROY',
        ]),
    ...(rawObjectLock
      ? [
          'autoDeleteObjects is true, but rawObjectLock protects the raw objects from deletion: remove one of the props',
        ]
      : []),
  ];
}

/** States that CloudFormation cannot delete the buckets of a lake that should be deleted. */
export function noteRemoval(lake: Construct, props: FlowLakeProps): void {
  const { autoDeleteObjects, removalPolicy } = props;
  if (removalPolicy !== RemovalPolicy.DESTROY || autoDeleteObjects) return;
  Annotations.of(lake).addInfoV2(
    'cloud-flow-logs:bucketsWithObjects',
    'removalPolicy is RemovalPolicy.DESTROY, but CloudFormation cannot delete a bucket with objects: set ' +
      'autoDeleteObjects to empty the buckets first, or empty them before you remove the lake',
  );
}
