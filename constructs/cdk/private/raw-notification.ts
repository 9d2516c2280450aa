import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/**
 * The resource that sets the notifications of a bucket, in a list; empty if the app adds no notification. CDK creates it
 * with the first notification.
 */
export function notificationOf(bucket: s3.IBucket): IConstruct[] {
  const resource = bucket.node.tryFindChild('Notifications')?.node.tryFindChild('Resource');
  return resource ? [resource] : [];
}
