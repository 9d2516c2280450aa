import { LogAnalyticsSavedSearch } from '@cdktf/provider-azurerm/lib/log-analytics-saved-search';
import { LogAnalyticsWorkspaceTableCustomLog } from '@cdktf/provider-azurerm/lib/log-analytics-workspace-table-custom-log';
import { MonitorDataCollectionEndpoint } from '@cdktf/provider-azurerm/lib/monitor-data-collection-endpoint';
import { MonitorDataCollectionRule } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule';
import type { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import type { Construct } from 'constructs';
import { DELIVERY_ENVIRONMENT } from '../../../../azure/ingestion/delivery-settings';
import {
  DISTINCT_FLOWS,
  DISTINCT_FLOWS_FUNCTION,
  FLOW_STREAM_NAME,
  FLOW_TABLE_NAME,
  FLOW_TRANSFORM,
  STREAM_COLUMNS,
  TABLE_COLUMNS,
} from '../../../../azure/ingestion/flow-table';
import { FLOW_TABLE_QUESTIONS } from '../../../../azure/questions';
import { ROLES } from '../../../../azure/roles';
import type { NormalizedLake } from '../../normalized-lake';
import { terraformText } from '../kql-text';
import { uniqueName } from '../names';
import { queryPack } from '../saved-questions';
import { grant } from './grant';

const MAX_NAME = 44;
const WORKSPACE = 'workspace';

/** What the function needs to send rows. */
export interface FlowCollection {
  /** App settings. */
  readonly settings: Record<string, string>;
  /** The function's role on the rule. */
  readonly mayDeliver: RoleAssignment;
}

/**
 * Creates the table of flows in the lake's workspace and the data collection rule that receives rows. The rule is in the
 * resource group of the lake, because Traffic Analytics creates its own rules beside the workspace.
 *
 * Source: Azure Monitor documentation, "Logs Ingestion API in Azure Monitor".
 *
 */
export function flowCollection(scope: Construct, lake: NormalizedLake, principalId: string): FlowCollection {
  const { workspace, resourceGroup, tags } = lake;
  const table = new LogAnalyticsWorkspaceTableCustomLog(scope, 'WorkspaceTable', {
    name: FLOW_TABLE_NAME,
    workspaceId: workspace.id,
    description: 'Records of flow logs, one row each',
    column: TABLE_COLUMNS.map(({ name, type, meaning }) => ({
      name,
      type: type.table,
      description: meaning,
    })),
  });
  // endpoint and rule must be in the region of the workspace, which can differ from the lake
  const common = { resourceGroupName: resourceGroup.name, location: workspace.location, tags };
  const endpoint = new MonitorDataCollectionEndpoint(scope, 'CollectionEndpoint', {
    ...common,
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
  });
  const rule = new MonitorDataCollectionRule(scope, 'CollectionRule', {
    ...common,
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    dataCollectionEndpointId: endpoint.id,
    streamDeclaration: [
      {
        streamName: FLOW_STREAM_NAME,
        column: STREAM_COLUMNS.map(({ name, type }) => ({ name, type: type.stream })),
      },
    ],
    destinations: { logAnalytics: [{ name: WORKSPACE, workspaceResourceId: workspace.id }] },
    dataFlow: [
      {
        streams: [FLOW_STREAM_NAME],
        destinations: [WORKSPACE],
        outputStream: `Custom-${FLOW_TABLE_NAME}`,
        transformKql: terraformText(FLOW_TRANSFORM),
      },
    ],
    dependsOn: [table],
  });
  const mayDeliver = grant(scope, 'MayDeliver', {
    principalId,
    role: ROLES.MONITORING_METRICS_PUBLISHER,
    on: rule.id,
  });
  new LogAnalyticsSavedSearch(scope, 'DistinctFlows', {
    logAnalyticsWorkspaceId: workspace.id,
    name: DISTINCT_FLOWS_FUNCTION,
    category: 'Network flow logs',
    displayName: DISTINCT_FLOWS_FUNCTION,
    query: terraformText(DISTINCT_FLOWS),
    functionAlias: DISTINCT_FLOWS_FUNCTION,
    tags,
    dependsOn: [table],
  });
  if (lake.savesQuestions) queryPack(scope, { workspace, tags }, FLOW_TABLE_QUESTIONS);
  const settings = {
    [DELIVERY_ENVIRONMENT.endpoint]: endpoint.logsIngestionEndpoint,
    [DELIVERY_ENVIRONMENT.ruleId]: rule.immutableId,
    [DELIVERY_ENVIRONMENT.stream]: FLOW_STREAM_NAME,
  };
  return { settings, mayDeliver };
}
