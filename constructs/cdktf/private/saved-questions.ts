import { LogAnalyticsQueryPack } from '@cdktf/provider-azurerm/lib/log-analytics-query-pack';
import { LogAnalyticsQueryPackQuery } from '@cdktf/provider-azurerm/lib/log-analytics-query-pack-query';
import { LogAnalyticsSavedSearch } from '@cdktf/provider-azurerm/lib/log-analytics-saved-search';
import type { Construct } from 'constructs';
import { QuestionGroup } from '../../../flows/questions';
import type { IResourceGroup, IWorkspace } from '../azure-resources';
import { kqlArgument } from './hcl-safe-text';
import { guid, uniqueName } from './names';
import { requireGroupOf } from './subscription-problems';

/** A question as it is saved. */
export interface SavedQuestion {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly kql: string;
  readonly group?: QuestionGroup;
}

/** Workspace and resource group of saved questions. */
export interface QuestionStoreProps {
  readonly workspace: IWorkspace;
  readonly resourceGroup?: IResourceGroup;
  readonly tags?: { readonly [name: string]: string };
}

const MAX_PACK_NAME = 255;

/** Category of the saved searches. */
const CATEGORY = 'Network flow logs';

/** Saves questions in a query pack beside the workspace. */
export function queryPack(
  scope: Construct,
  props: QuestionStoreProps,
  questions: readonly SavedQuestion[],
): void {
  const { workspace, resourceGroup, tags } = props;
  requireGroupOf(scope, props);
  const pack = new LogAnalyticsQueryPack(scope, 'Pack', {
    name: uniqueName(scope, 'flow-logs', MAX_PACK_NAME),
    location: workspace.location,
    resourceGroupName: resourceGroup?.name ?? workspace.resourceGroupName,
    tags,
  });
  for (const { name, title, description, kql, group } of questions) {
    const query = new LogAnalyticsQueryPackQuery(scope, `Question-${name}`, {
      queryPackId: pack.id,
      displayName: title,
      description,
      body: kqlArgument(kql),
      categories: [group === QuestionGroup.SECURITY ? 'security' : 'network'],
      resourceTypes: ['microsoft.operationalinsights/workspaces'],
    });
    // without a name, each deployment creates a new GUID
    query.name = guid(query);
  }
}

/** Saves questions as saved searches of the workspace. */
export function savedSearches(
  scope: Construct,
  props: QuestionStoreProps,
  questions: readonly SavedQuestion[],
): void {
  const { workspace, tags } = props;
  for (const { name, title, kql } of questions) {
    new LogAnalyticsSavedSearch(scope, `Question-${name}`, {
      logAnalyticsWorkspaceId: workspace.id,
      name: `flow-logs-${name}`,
      category: CATEGORY,
      displayName: title,
      query: kqlArgument(kql),
      tags,
    });
  }
}
