import { VirtualMachineExtension } from '@cdktf/provider-azurerm/lib/virtual-machine-extension';
import { VirtualMachineScaleSetExtensionA } from '@cdktf/provider-azurerm/lib/virtual-machine-scale-set-extension';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import {
  type AgentExtension,
  dependencyAgent,
  monitorAgent,
  type OperatingSystem,
} from '../../../azure/vm-insights';

/** A machine or scale set, and the data that its agents collect. */
export interface MachineAgentsProps {
  readonly id: string;
  readonly operatingSystem: OperatingSystem;
  readonly connections: boolean;
  readonly isScaleSet: boolean;
}

/** The agents of a machine or scale set, as extensions with automatic upgrade. */
export class MachineAgents extends Construct {
  /** The agent that is installed last. */
  readonly last: TerraformResource;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MachineAgentsProps,
  ) {
    super(scope, id);
    const { operatingSystem, connections } = props;
    const monitor = this.extension('Monitor', monitorAgent(operatingSystem), []);
    // the dependency agent sends through the monitor agent
    this.last = connections
      ? this.extension('Connections', dependencyAgent(operatingSystem), [monitor])
      : monitor;
  }

  private extension(id: string, agent: AgentExtension, dependsOn: TerraformResource[]): TerraformResource {
    const { name, publisher, type, version: typeHandlerVersion, settings } = agent;
    const common = {
      name,
      publisher,
      type,
      typeHandlerVersion,
      autoUpgradeMinorVersion: true,
      automaticUpgradeEnabled: true,
      settings: settings && JSON.stringify(settings),
      dependsOn,
    };
    return this.props.isScaleSet
      ? new VirtualMachineScaleSetExtensionA(this, id, { ...common, virtualMachineScaleSetId: this.props.id })
      : new VirtualMachineExtension(this, id, { ...common, virtualMachineId: this.props.id });
  }
}
