import { FlowSource } from './flow.mjs';
import { inventedNetwork } from './network.mjs';
import { Random } from './random.mjs';

const SUBSCRIPTION = '11112222-3333-4444-5555-666677778888';
const FLOW_LOG = `/SUBSCRIPTIONS/${SUBSCRIPTION}/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_EASTUS2/FLOWLOGS/VNET-PROD-FLOWLOG`;
const TARGET = `/subscriptions/${SUBSCRIPTION}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/prod`;
const FLOW_LOG_GUID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const ACL = 'a1b2c3d4-0000-4111-8222-123456789abc';
const RULES = [
  'DefaultRule_AllowInternetOutBound',
  'DefaultRule_AllowVnetInBound',
  'web-in',
  'UserRule_ssh',
  'DefaultRule_DenyAllInBound',
];
const MINUTES = 60;
const DAY = Date.UTC(2026, 10, 22);
const MAX_RECORD_BYTES = 1 << 20;
const TUPLES_IN_GROUP = 9;
/** Of a thousand tuples: begin, continue, end; the rest is denied. */
const STATES = [
  ['B', 400],
  ['C', 520],
  ['E', 940],
  ['D', 1000],
];
const network = inventedNetwork();

/** Makes one blob as Azure has it at the end of an hour: the traffic of one interface, a record for each minute. */
export function azureFile(_layout, index, seed, { bytes }) {
  const random = new Random(Math.imul(seed, 100_003) + index);
  const source = new FlowSource(random, network);
  const seenBy = network.interfaces[index % network.interfaces.length];
  const mac = `000D3A${(0x100000 + index).toString(16).toUpperCase()}`;
  const hour = index % 24;
  const hourMillis = DAY + hour * 3_600_000;
  const blob = Buffer.allocUnsafe(bytes + MAX_RECORD_BYTES);
  const truth = { rows: 0, bytesOut: 0, bytesIn: 0 };
  let at = blob.latin1Write('{"records":[', 0);
  for (let minute = 0; minute < MINUTES; minute++) {
    const millis = hourMillis + minute * 60_000;
    const begin = at;
    const enough = ((minute + 1) / MINUTES) * bytes;
    at += blob.latin1Write(`${minute === 0 ? '' : ','}${recordHead(millis, random, mac)}`, at);
    for (let group = 0; group === 0 || at < enough; group++) {
      const rule = random.pick(RULES);
      at += blob.latin1Write(`${group === 0 ? '' : ','}{"rule":"${rule}","flowTuples":[`, at);
      for (let tuples = 1 + random.below(TUPLES_IN_GROUP); tuples > 0; tuples--) {
        const flow = source.flow(seenBy);
        const seen =
          millis + Math.floor(Math.min(1, (at - begin) / (enough - begin)) * 55_000) + random.below(5_000);
        at += blob.latin1Write(tuple(flow, seen, random, truth), at);
        if (tuples > 1) blob[at++] = 0x2c;
      }
      at += blob.latin1Write(']}', at);
    }
    at += blob.latin1Write(']}]}}', at);
  }
  at += blob.latin1Write(']}', at);
  return { path: pathOf(hour, mac), text: blob.subarray(0, at), truth };
}

function recordHead(millis, random, mac) {
  const written = new Date(millis + 60_000 + random.below(20_000)).toISOString().slice(0, -1);
  const time = `${written}${String(random.below(10_000)).padStart(4, '0')}Z`;
  const names = `"category":"FlowLogFlowEvent","flowLogResourceID":"${FLOW_LOG}","targetResourceID":"${TARGET}"`;
  return `{"time":"${time}","flowLogVersion":4,"flowLogGUID":"${FLOW_LOG_GUID}","macAddress":"${mac}",${names},"operationName":"FlowLogFlowEvent","flowRecords":{"flows":[{"aclID":"${ACL}","flowGroups":[`;
}

function tuple(flow, millis, random, truth) {
  const { source, target, sourcePort, targetPort, protocol, outgoing, packets, bytes } = flow;
  const draw = random.below(1000);
  const [state] = STATES.find(([, limit]) => draw < limit);
  truth.rows++;
  let counters = '0,0,0,0';
  if (state === 'C' || state === 'E') {
    const packetsBack = 1 + random.below(packets);
    const bytesBack = packetsBack * (40 + random.below(1_460));
    counters = `${packets},${bytes},${packetsBack},${bytesBack}`;
    truth.bytesOut += bytes;
    truth.bytesIn += bytesBack;
  }
  const ends = `${source},${target},${sourcePort},${targetPort},${protocol}`;
  const encryption = random.perMille(950) ? 'NX' : 'X';
  return `"${millis},${ends},${outgoing ? 'O' : 'I'},${state},${encryption},${counters}"`;
}

function pathOf(hour, mac) {
  const two = String(hour).padStart(2, '0');
  return `insights-logs-flowlogflowevent/flowLogResourceID=${FLOW_LOG}/y=2026/m=11/d=22/h=${two}/m=00/macAddress=${mac}/PT1H.json`;
}
