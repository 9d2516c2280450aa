import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * The default for buckets and log groups with records: CloudFormation keeps them when they are removed or replaced. If the
 * operation that creates them is rolled back, it deletes them, so the next deployment can use their names.
 *
 * Source: AWS CloudFormation Template Reference, "DeletionPolicy attribute".
 */
export const DATA_REMOVAL = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
