import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { ENVIRONMENT } from '../../../aws/normalizer/settings';
import type { Tables } from './tables';

/** Makes the normalizer register the partitions of the files that it writes. */
export function registerPartitions(normalizer: lambda.Function, tables: Tables): void {
  const { databaseName, flowTables } = tables;
  normalizer.addEnvironment(ENVIRONMENT.partitionDatabase, databaseName);
  const arn = (resource: string, resourceName?: string) =>
    Stack.of(tables).formatArn({ service: 'glue', resource, resourceName });
  const role = normalizer.role as iam.IRole;
  role.addToPrincipalPolicy(
    new iam.PolicyStatement({
      actions: ['glue:BatchCreatePartition'],
      // Service Authorization Reference: AWS Glue
      resources: [
        arn('catalog'),
        arn('database', databaseName),
        ...flowTables.map(({ node }) => arn('table', `${databaseName}/${node.id}`)),
      ],
    }),
  );
  // an object that arrives before the tables exist would fail
  normalizer.node.addDependency(...flowTables, ...tables.grantRegistration(role));
}
