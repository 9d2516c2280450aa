import { Annotations, Names } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogFormat } from '../../../../aws/format';
import { insightsQueries, MAX_STATS } from '../../../../aws/insights';
import type { LogClass } from '../../../../aws/log-group-settings';

export interface SavedInsightsQueriesProps {
  readonly logGroup: logs.ILogGroup;
  readonly format: LogFormat;
  /**
   * Class of the log group.
   *
   * @default - unknown, taken for `STANDARD`
   */
  readonly logClass?: LogClass;
}

/** Leaves room for the name of the question. Source: CloudWatch Logs API Reference, "PutQueryDefinition". */
const MAX_FOLDER_NAME = 180;

/** The questions whose fields a format has, saved in CloudWatch Logs Insights for a log group. */
export class SavedInsightsQueries extends Construct {
  constructor(scope: Construct, id: string, { logGroup, format, logClass }: SavedInsightsQueriesProps) {
    super(scope, id);
    const { queries, leftOut } = insightsQueries(format, logClass);
    const folder = `flow-logs/${folderName(this)}`;
    for (const { name, query } of queries) {
      new logs.CfnQueryDefinition(this, name, {
        // slashes make folders in the list, which all stacks share
        name: `${folder}/${name}`,
        logGroupNames: [logGroup.logGroupName],
        queryString: query,
      });
    }
    const lacking = leftOut.filter(({ missing }) => missing.length > 0);
    const tooLong = leftOut.filter(({ stats }) => stats > 0);
    if (lacking.length > 0) {
      Annotations.of(scope).addInfoV2(
        'cloud-flow-logs:insightsQueries',
        `these queries are not saved, because the format lacks fields that they need: ${lacking
          .map(({ name, missing }) => `${name} (${missing.join(', ')})`)
          .join(', ')}`,
      );
    }
    if (tooLong.length > 0 && logClass) {
      Annotations.of(scope).addInfoV2(
        'cloud-flow-logs:insightsQueriesOfClass',
        `these queries are not saved, because a query over a log group of the class ${logClass} can have at most ` +
          `${MAX_STATS[logClass]} stats commands: ${tooLong.map(({ name, stats }) => `${name} (${stats})`).join(', ')}`,
      );
    }
  }
}

/** The path of the construct, or a unique name if the path is too long. */
function folderName(queries: Construct): string {
  const { path } = queries.node;
  return path.length <= MAX_FOLDER_NAME
    ? path
    : Names.uniqueResourceName(queries, { separator: '-', maxLength: MAX_FOLDER_NAME });
}
