import { Annotations, Names } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogFormat } from '../../../../aws/format';
import { insightsQueries } from '../../../../aws/insights';

export interface SavedInsightsQueriesProps {
  readonly logGroup: logs.ILogGroup;
  readonly format: LogFormat;
}

/** So long, the name of a question fits behind it. Source: CloudWatch Logs API Reference, "PutQueryDefinition". */
const MAX_FOLDER_NAME = 180;

/** The questions that records of a format can answer, saved in CloudWatch Logs Insights for their log group. */
export class SavedInsightsQueries extends Construct {
  constructor(scope: Construct, id: string, { logGroup, format }: SavedInsightsQueriesProps) {
    super(scope, id);
    const { queries, leftOut } = insightsQueries(format);
    const folder = `flow-logs/${folderName(this)}`;
    for (const { name, query } of queries) {
      new logs.CfnQueryDefinition(this, name, {
        // the names of all stacks share one list, whose folders are told by slashes
        name: `${folder}/${name}`,
        logGroupNames: [logGroup.logGroupName],
        queryString: query,
      });
    }
    if (leftOut.length === 0) return;
    Annotations.of(scope).addInfoV2(
      'cloud-flow-logs:insightsQueries',
      `the format lacks what these queries need, so they are left out: ${leftOut
        .map(({ name, missing }) => `${name} (${missing.join(', ')})`)
        .join(', ')}`,
    );
  }
}

/** Where the flow log stands in its app, as long as that is no longer than a name can be. */
function folderName(queries: Construct): string {
  const { path } = queries.node;
  return path.length <= MAX_FOLDER_NAME
    ? path
    : Names.uniqueResourceName(queries, { separator: '-', maxLength: MAX_FOLDER_NAME });
}
