import { type FlowLog, type Network, type ResourceModel, UnknownCause, unknown } from '../../../facts';
import type { ConfiguredResource } from './configured-resource';

/** A module that was not read, with the addresses of the resources that it receives. */
export interface ReceivingModule {
  readonly address: string;
  readonly resources: ReadonlySet<string>;
}

/**
 * Marks what the configuration does not determine: networks for which an unread module may create a flow log, and flow logs
 * that may not exist.
 */
export function withUncertainty(
  model: ResourceModel,
  resources: readonly ConfiguredResource[],
  receivers: readonly ReceivingModule[],
): ResourceModel {
  const byAddress = new Map(resources.map((each) => [each.address, each]));
  const networks = new Map(model.networks.map((network) => [network.address, network]));
  return {
    ...model,
    networks: model.networks.map((network) => receivedNetwork(network, receivers)),
    flowLogs: model.flowLogs.map((flowLog) => conditionalFlowLog(flowLog, byAddress, networks)),
  };
}

function receivedNetwork(network: Network, receivers: readonly ReceivingModule[]): Network {
  const receiver = receivers.find(({ resources }) => resources.has(network.localName));
  return receiver
    ? { ...network, uncertainty: `${receiver.address} receives it and may create a flow log for it` }
    : network;
}

/** A flow log that may not exist covers only networks that exist under the same conditions. */
function conditionalFlowLog(
  flowLog: FlowLog,
  resources: ReadonlyMap<string, ConfiguredResource>,
  networks: ReadonlyMap<string, Network>,
): FlowLog {
  const { conditions = [], reason } = resources.get(flowLog.localName)?.existence ?? {};
  if (conditions.length === 0 || !flowLog.target.known) return flowLog;
  const network = networks.get(flowLog.target.value);
  const given = resources.get(network?.localName ?? '')?.existence.conditions ?? [];
  if (conditions.every((condition) => given.includes(condition))) return flowLog;
  return {
    ...flowLog,
    target: unknown(reason ?? 'it may not exist', flowLog.target.at, UnknownCause.CONDITION),
  };
}
