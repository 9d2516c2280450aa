import type { Network, ResourceModel } from '../../../facts';

/** A module that was not read, with the addresses of the resources that it receives. */
export interface ReceivingModule {
  readonly address: string;
  readonly resources: ReadonlySet<string>;
}

/** Marks the networks for which an unread module may create a flow log. */
export function withUncertainty(model: ResourceModel, receivers: readonly ReceivingModule[]): ResourceModel {
  return { ...model, networks: model.networks.map((network) => receivedNetwork(network, receivers)) };
}

function receivedNetwork(network: Network, receivers: readonly ReceivingModule[]): Network {
  const receiver = receivers.find(({ resources }) => resources.has(network.localName));
  return receiver
    ? { ...network, uncertainty: `${receiver.address} receives it and may create a flow log for it` }
    : network;
}
