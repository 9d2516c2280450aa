import { Random } from './random.mjs';
import { zipf } from './zipf.mjs';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const INTERFACES = 1_400;
const REMOTES = 20_000;
const SUBNETS = 24;
const VPCS = 4;

/** Interfaces of a generated network and their peer addresses; always the same. */
export function inventedNetwork() {
  const random = new Random(1);
  const vpcs = Array.from({ length: VPCS }, () => `vpc-0${random.hex(16)}`);
  const subnets = Array.from({ length: SUBNETS }, (_, index) => ({
    id: `subnet-0${random.hex(16)}`,
    vpc: vpcs[index % VPCS],
    zone: `use1-az${1 + (index % 6)}`,
    net: `10.${index % VPCS}.${index}`,
    net6: `2600:1f18:${(0x1000 + index).toString(16)}:${groups(random, 1)}`,
  }));
  const interfaces = Array.from({ length: INTERFACES }, (_, index) =>
    inventedInterface(random, subnets, index),
  );
  const remotes = Array.from({ length: REMOTES }, () => remote(random));
  return { interfaces, remotes, drawInterface: zipf(INTERFACES), drawRemote: zipf(REMOTES) };
}

function inventedInterface(random, subnets, index) {
  const subnet = random.pick(subnets);
  return {
    id: `eni-0${random.hex(16)}`,
    instance: random.perMille(850) ? `i-0${random.hex(16)}` : '-',
    subnet,
    address: `${subnet.net}.${4 + (index % 250)}`,
    address6: `${subnet.net6}:${groups(random, 4)}`,
    // one of three is an ECS task, one of five belongs to a service
    task: random.perMille(333) ? inventedTask(random) : undefined,
    type: random.perMille(200) ? random.pick(['nat_gateway', 'network_load_balancer', 'vpc_endpoint']) : '-',
    tags: [`web-${random.below(40)}`, random.pick(['prod', 'staging', 'team%20one'])],
  };
}

function inventedTask(random) {
  const cluster = `cluster-${random.below(6)}`;
  const service = `service-${random.below(60)}`;
  const arn = `arn:aws:ecs:${REGION}:${ACCOUNT}`;
  const task = random.hex(32);
  return {
    cluster,
    clusterArn: `${arn}:cluster/${cluster}`,
    instanceArn: '-',
    instanceId: '-',
    container: `${task}-${1_000_000_000 + random.below(3_000_000_000)}`,
    second: '-',
    service,
    definitionArn: `${arn}:task-definition/${service}:${1 + random.below(90)}`,
    taskArn: `${arn}:task/${cluster}/${task}`,
    task,
  };
}

function remote(random) {
  return {
    address: `${random.pick([3, 13, 18, 34, 44, 52, 54, 104, 142, 185])}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`,
    address6: `2a05:d018:${groups(random, 6)}`,
    service: random.perMille(250) ? random.pick(['S3', 'AMAZON', 'DYNAMODB', 'EC2', 'CLOUDFRONT']) : '-',
  };
}

/** Groups of an IPv6 address in usual notation, without leading zeros. */
function groups(random, count) {
  return Array.from({ length: count }, () => (1 + random.below(0xffff)).toString(16)).join(':');
}
