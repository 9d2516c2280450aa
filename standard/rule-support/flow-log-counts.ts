import type { FlowLog, ResourceModel } from '../facts';
import type { NetworkNames } from './network-names';

/** Counts the flow logs of each network, with those of its subnets. */
export class FlowLogCounts {
  private readonly byNetwork = new Map<string, number>();
  /** Flow logs that may record any network. */
  private readonly unresolved: number;

  constructor(
    { flowLogs }: ResourceModel,
    private readonly names: NetworkNames,
  ) {
    const networks = flowLogs.map((flowLog) => this.networkOf(flowLog));
    for (const network of networks) {
      if (network !== undefined) this.byNetwork.set(network, (this.byNetwork.get(network) ?? 0) + 1);
    }
    this.unresolved = networks.filter((network) => network === undefined).length;
  }

  /** Whether a flow log is certainly the only one of its network. */
  isOnly(flowLog: FlowLog): boolean {
    const network = this.networkOf(flowLog);
    const others = network === undefined ? this.byNetwork.size : (this.byNetwork.get(network) ?? 0) - 1;
    const unresolved = network === undefined ? this.unresolved - 1 : this.unresolved;
    return others === 0 && unresolved === 0;
  }

  private networkOf({ target }: FlowLog): string | undefined {
    if (!target.known) return undefined;
    const parent = this.names.networkOf(target.value)?.parent;
    if (parent === undefined) return this.names.addressOf(target.value);
    return parent.known ? this.names.addressOf(parent.value) : undefined;
  }
}
