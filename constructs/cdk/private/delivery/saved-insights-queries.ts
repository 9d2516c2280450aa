import { Annotations, Names } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogFormat } from '../../../../aws/format';
import { insightsQueries } from '../../../../aws/insights';

export interface SavedInsightsQueriesProps {
  readonly logGroup: logs.ILogGroup;
  readonly format: LogFormat;
}

/** Leaves room for the name of the question. Source: CloudWatch Logs API Reference, "PutQueryDefinition". */
const MAX_FOLDER_NAME = 180;

/** The questions whose fields a format has, saved in CloudWatch Logs Insights for a log group. */
export class SavedInsightsQueries extends Construct {
  constructor(scope: Construct, id: string, { logGroup, format }: SavedInsightsQueriesProps) {
    super(scope, id);
    const { queries, leftOut } = insightsQueries(format);
    const folder = `flow-logs/${folderName(this)}`;
    for (const { name, query } of queries) {
      new logs.CfnQueryDefinition(this, name, {
        // slashes make folders in the list, which all stacks share
        name: `${folder}/${name}`,
        logGroupNames: [logGroup.logGroupName],
        queryString: query,
      });
    }
    if (leftOut.length === 0) return;
    Annotations.of(scope).addInfoV2(
      'cloud-flow-logs:insightsQueries',
      `these queries are not saved, because the format lacks fields that they need: ${leftOut
        .map(({ name, missing }) => `${name} (${missing.join(', ')})`)
        .join(', ')}`,
    );
  }
}

/** The path of the construct, or a unique name if the path is too long. */
function folderName(queries: Construct): string {
  const { path } = queries.node;
  return path.length <= MAX_FOLDER_NAME
    ? path
    : Names.uniqueResourceName(queries, { separator: '-', maxLength: MAX_FOLDER_NAME });
}
