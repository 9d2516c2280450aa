import { ApplicationInsightsWorkbook } from '@cdktf/provider-azurerm/lib/application-insights-workbook';
import { Fn, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { flowWorkbook } from '../../azure/workbook';
import { throwProblems } from '../throw-problems';
import type { IResourceGroup, IWorkspace } from './azure-resources';
import { isLiteral } from './private/expressions';
import { jsonArgument } from './private/hcl-safe-text';
import { instanceProblems } from './private/instances';
import { referenceProblems, SynthValue } from './private/known';
import { guid } from './private/names';
import { ProviderNeeds } from './private/provider-needs';
import { useProviderOf } from './private/provider-of';
import { requireGroupOf } from './private/subscription-problems';

/** Props of `FlowWorkbook`. */
export interface FlowWorkbookProps {
  /** Workspace that Traffic Analytics writes to. */
  readonly workspace: IWorkspace;

  /**
   * Display name of the workbook.
   *
   * @default 'Network flows'
   */
  readonly displayName?: string;

  /**
   * Resource group of the workbook.
   *
   * @default - the resource group of the workspace
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Provider of the resources.
   *
   * @default - the provider of the workspace
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of the workbook.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}

/**
 * A workbook on Traffic Analytics: traffic over time, countries, open ports, top talkers, denied and malicious flows.
 *
 * @example
 * new FlowWorkbook(stack, 'Workbook', { workspace });
 */
export class FlowWorkbook extends Construct {
  /** Workspace that it is for. */
  readonly workspace: IWorkspace;

  /** ARM id of the workbook. */
  readonly workbookId: string;

  constructor(scope: Construct, id: string, props: FlowWorkbookProps) {
    super(scope, id);
    throwProblems(
      this,
      referenceProblems(props, { workspace: SynthValue.OBJECT, resourceGroup: SynthValue.OBJECT }),
    );
    throwProblems(
      this,
      instanceProblems(this, { workspace: props.workspace.id, resourceGroup: props.resourceGroup?.name }),
    );
    useProviderOf(this, props.workspace, props.provider);
    this.workspace = props.workspace;
    requireGroupOf(this, props);
    const { workspace, displayName = 'Network flows', resourceGroup, tags } = props;
    const workbook = new ApplicationInsightsWorkbook(this, 'Resource', {
      name: guid(this),
      displayName,
      location: workspace.location,
      resourceGroupName: resourceGroup?.name ?? workspace.resourceGroupName,
      // Azure compares this id case-sensitively
      sourceId: isLiteral(workspace.id) ? workspace.id.toLowerCase() : Fn.lower(workspace.id),
      dataJson: jsonArgument(JSON.stringify(flowWorkbook({ workspaceId: workspace.id }))),
      tags,
    });
    this.workbookId = workbook.id;
    ProviderNeeds.of(this).add(this, ['INSIGHTS']);
  }
}
