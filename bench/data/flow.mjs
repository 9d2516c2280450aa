import { inventedNetwork } from './network.mjs';
import { zipf } from './zipf.mjs';

const SERVICE_PORTS = [443, 80, 53, 5432, 22, 3306, 6379, 8080, 9092, 123, 8443, 389, 27017, 9200, 2049, 25];
const FIRST_EPHEMERAL_PORT = 32_768;
const EPHEMERAL_PORTS = 28_232;
const MAX_PACKETS_BITS = 9;
/** TCP flags of an aggregation interval; frequent ones occur several times. */
const FLAGS = [0, 0, 0, 2, 2, 3, 3, 18, 18, 19, 19, 4, 6, 1];

/** Draws flows of the generated network from a source of random numbers. */
export class FlowSource {
  constructor(random, network = inventedNetwork()) {
    this.random = random;
    this.network = network;
    this.drawService = zipf(SERVICE_PORTS.length);
  }

  /** Draws an interface; busy ones more often. */
  interface() {
    return this.network.interfaces[this.network.drawInterface(this.random)];
  }

  /** The traffic of one flow in one direction at one interface. */
  flow(seenBy) {
    const { random } = this;
    const v6 = random.perMille(50);
    const outgoing = random.perMille(500);
    const peer = this.peer(seenBy);
    const own = v6 ? seenBy.address6 : seenBy.address;
    const other = v6 ? peer.address6 : peer.address;
    const service = SERVICE_PORTS[this.drawService(random)];
    const client = FIRST_EPHEMERAL_PORT + random.below(EPHEMERAL_PORTS);
    const opened = random.perMille(600);
    const protocol = service === 53 || service === 123 ? 17 : 6;
    const packets = 1 + random.below(1 << random.below(MAX_PACKETS_BITS));
    return {
      v6,
      outgoing,
      source: outgoing ? own : other,
      target: outgoing ? other : own,
      sourcePort: opened === outgoing ? client : service,
      targetPort: opened === outgoing ? service : client,
      protocol,
      packets,
      bytes: packets * (40 + random.below(1_460)),
      flags: protocol === 6 ? random.pick(FLAGS) : 0,
      rejected: random.perMille(60),
      peer,
    };
  }

  /** Half of the peers are interfaces of the same network. */
  peer(seenBy) {
    const { random, network } = this;
    if (random.perMille(500)) return network.remotes[network.drawRemote(random)];
    const peer = this.interface();
    return peer === seenBy ? network.remotes[0] : peer;
  }
}
