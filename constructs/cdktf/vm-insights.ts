import { MonitorDataCollectionRule } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule';
import { MonitorDataCollectionRuleAssociation } from '@cdktf/provider-azurerm/lib/monitor-data-collection-rule-association';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Annotations, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { ResourceType } from '../../azure/resource-type';
import {
  CONNECTIONS_RETIREMENT,
  type OperatingSystem,
  VM_INSIGHTS_COLLECTION,
} from '../../azure/vm-insights';
import { throwProblems } from '../throw-problems';
import type { IResourceGroup, IWorkspace } from './azure-resources';
import { exactArgument } from './private/hcl-safe-text';
import { idProblems } from './private/id-problems';
import { instanceProblems } from './private/instances';
import { referenceProblems, SynthValue } from './private/known';
import { MachineAgents } from './private/machine-agents';
import { uniqueName } from './private/names';
import { ProviderNeeds } from './private/provider-needs';
import { useProviderOf } from './private/provider-of';
import { sharedGroupProblems } from './private/shared-group';

/** A virtual machine, or a scale set. */
export interface InsightsMachine {
  /** ARM id. The machine must have a managed identity: the agent authenticates with it. */
  readonly id: string;

  /** Operating system. */
  readonly operatingSystem: OperatingSystem;
}

/** Props of `VmInsights`. */
export interface VmInsightsProps {
  /** Workspace that receives metrics and connections. */
  readonly workspace: IWorkspace;

  /**
   * Virtual machines. Append new ones: Terraform identifies them by their position in the list.
   *
   * @default - none
   */
  readonly machines?: InsightsMachine[];

  /**
   * Scale sets. Append new ones.
   *
   * @default - none
   */
  readonly scaleSets?: InsightsMachine[];

  /**
   * Whether to collect connections (`VMConnection`), which `ThreatSource.vmConnections` requires. The feature ends on
   * 2028-06-30, and Azure can reject new machines.
   *
   * @default true
   */
  readonly connections?: boolean;

  /**
   * Resource group of the data collection rule. It must not be the group of the workspace, in which Traffic Analytics
   * creates its own rules.
   *
   * @default - a new group
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Provider of the resources.
   *
   * @default - the provider of the workspace
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of the resources.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}

/** Props that select machines and agents. */
const SELECTING = {
  workspace: SynthValue.OBJECT,
  machines: SynthValue.LIST,
  scaleSets: SynthValue.LIST,
  connections: SynthValue.BOOLEAN,
  resourceGroup: SynthValue.OBJECT,
};

const MAX_GROUP_NAME = 90;
const MAX_RULE_NAME = 64;
const WORKSPACE = 'workspace';

/**
 * VM insights for machines: agents, a data collection rule and its associations. The agents write metrics to
 * `InsightsMetrics` and connections to `VMConnection`.
 *
 * @example
 * new VmInsights(stack, 'Insights', {
 *   workspace,
 *   machines: [{ id: machine.id, operatingSystem: OperatingSystem.LINUX }],
 * });
 *
 * @throws Error that lists all problems of the props
 */
export class VmInsights extends Construct {
  /** ARM id of the data collection rule. */
  readonly dataCollectionRuleId: string;

  constructor(scope: Construct, id: string, props: VmInsightsProps) {
    super(scope, id);
    useProviderOf(this, props.workspace, props.provider);
    const { machines = [], scaleSets = [], connections = true } = props;
    throwProblems(this, referenceProblems(props, SELECTING));
    throwProblems(this, this.problemsOf(props));
    if (connections) Annotations.of(this).addWarning(CONNECTIONS_RETIREMENT);
    const rule = this.newRule(props, connections);
    this.dataCollectionRuleId = rule.id;
    for (const [kind, all] of [
      ['Machine', machines],
      ['ScaleSet', scaleSets],
    ] as const) {
      all.forEach((machine, index) => {
        const place = `${kind}${index + 1}`;
        const agents = new MachineAgents(this, place, {
          ...machine,
          connections,
          isScaleSet: kind === 'ScaleSet',
        });
        new MonitorDataCollectionRuleAssociation(agents, 'Collection', {
          name: uniqueName(agents, 'vm-insights', MAX_RULE_NAME),
          targetResourceId: machine.id,
          dataCollectionRuleId: rule.id,
          dependsOn: [agents.last],
        });
      });
    }
    ProviderNeeds.of(this).add(this, ['INSIGHTS', 'COMPUTE', 'OPERATIONAL_INSIGHTS']);
  }

  private problemsOf({ machines = [], scaleSets = [], workspace, resourceGroup }: VmInsightsProps): string[] {
    const problems: string[] = [];
    if (machines.length + scaleSets.length === 0) {
      problems.push('machines and scaleSets are both empty: add at least one machine or scale set');
    }
    if (resourceGroup) problems.push(...sharedGroupProblems(this, workspace, resourceGroup));
    problems.push(
      ...idProblems(
        'machines',
        machines.map(({ id }) => id),
        ResourceType.VIRTUAL_MACHINE,
      ),
      ...idProblems(
        'scaleSets',
        scaleSets.map(({ id }) => id),
        ResourceType.SCALE_SET,
      ),
      ...idProblems('workspace.id', [workspace.id], ResourceType.WORKSPACE),
      ...instanceProblems(this, { workspace: workspace.id, resourceGroup: resourceGroup?.name }),
    );
    return problems;
  }

  private newRule(props: VmInsightsProps, connections: boolean): MonitorDataCollectionRule {
    const { workspace, tags } = props;
    const { counters, connections: map } = VM_INSIGHTS_COLLECTION;
    const group =
      props.resourceGroup ??
      new ResourceGroup(this, 'Group', {
        name: uniqueName(this, 'vm-insights', MAX_GROUP_NAME),
        location: workspace.location,
        tags,
      });
    return new MonitorDataCollectionRule(this, 'Resource', {
      name: uniqueName(this, 'vm-insights', MAX_RULE_NAME),
      resourceGroupName: group.name,
      location: workspace.location,
      dataSources: {
        performanceCounter: [
          {
            name: counters.name,
            streams: [counters.stream],
            samplingFrequencyInSeconds: counters.everySeconds,
            counterSpecifiers: counters.specifiers.map(exactArgument),
          },
        ],
        extension: connections
          ? [{ name: map.name, streams: [map.stream], extensionName: map.extensionName }]
          : undefined,
      },
      destinations: { logAnalytics: [{ name: WORKSPACE, workspaceResourceId: workspace.id }] },
      dataFlow: [
        { streams: [counters.stream], destinations: [WORKSPACE] },
        ...(connections ? [{ streams: [map.stream], destinations: [WORKSPACE] }] : []),
      ],
      tags,
    });
  }
}
