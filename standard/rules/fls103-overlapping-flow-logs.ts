import { Cloud, type Estate, type FlowLog, isOfAws, type Network } from '../facts';
import { Severity } from '../severity';
import { fail, pass, type Rule, undecided, type Verdict } from './rule';

export const OVERLAPPING_FLOW_LOGS: Rule = {
  id: 'FLS103',
  name: 'overlapping-flow-logs',
  title: 'traffic is recorded once in each place',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Two flow logs over the same traffic into one place double every packet and byte, and what they cost.',
  fix: 'remove one of them, or send them to different places',
  bad: 'two AWS::EC2::FlowLog on one VPC, into one bucket',
  good: 'one AWS::EC2::FlowLog on the VPC',

  check(estate) {
    const above = parents(estate);
    const places = new Map<string, FlowLog[]>();
    for (const flowLog of estate.flowLogs) {
      if (!flowLog.sink.known) continue;
      const { address } = flowLog.sink.value;
      places.set(address, [...(places.get(address) ?? []), flowLog]);
    }
    return estate.flowLogs.map((flowLog): Verdict => {
      if (!flowLog.target.known) return undecided(flowLog, flowLog.target.reason, flowLog.target.at);
      if (!flowLog.sink.known) return undecided(flowLog, flowLog.sink.reason, flowLog.sink.at);
      const others = places.get(flowLog.sink.value.address) ?? [];
      // of two, the later one is one too many
      const earlier = others.slice(0, others.indexOf(flowLog));
      const twin = earlier.find((other) => overlap(flowLog, other, above));
      if (!twin) return pass(flowLog);
      return fail(flowLog, `it records what ${twin.title} records too, into ${flowLog.sink.value.title}`, {
        related: [{ label: 'the other flow log', fact: twin }],
      });
    });
  },
};

/** Networks by their own names, to find what a subnet is in. */
function parents({ networks }: Estate): ReadonlyMap<string, Network> {
  return new Map(
    networks.flatMap((network) => [network.address, ...(network.ids ?? [])].map((name) => [name, network])),
  );
}

function overlap(one: FlowLog, other: FlowLog, above: ReadonlyMap<string, Network>): boolean {
  if (!one.target.known || !other.target.known) return false;
  const [left, right] = [one.target.value, other.target.value].map(
    (name) => above.get(name)?.address ?? name,
  );
  const isSame =
    left === right ||
    isIn(left as string, right as string, above) ||
    isIn(right as string, left as string, above);
  return isSame && shareTraffic(one, other);
}

function isIn(inner: string, outer: string, above: ReadonlyMap<string, Network>): boolean {
  const parent = above.get(inner)?.parent;
  return !!parent?.known && (above.get(parent.value)?.address ?? parent.value) === outer;
}

/** What is accepted and what is rejected are two things. */
function shareTraffic(one: FlowLog, other: FlowLog): boolean {
  if (!isOfAws(one) || !isOfAws(other)) return true;
  if (!one.traffic.known || !other.traffic.known) return false;
  const [left = 'ALL', right = 'ALL'] = [one.traffic.value, other.traffic.value];
  return left === right || left === 'ALL' || right === 'ALL';
}
