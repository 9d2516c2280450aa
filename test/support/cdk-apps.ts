import { createHash } from 'node:crypto';
import { App, type Environment, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { FlowLogTarget, VpcFlowLogs, type VpcFlowLogsProps } from 'cloud-flow-logs/cdk';
import { ACCOUNT } from './aws-cloud';

export { ACCOUNT };

/** A kind of app: its environment, and whether it sets CDK's recommended feature flags. */
export interface AppVariant {
  readonly title: string;
  readonly env?: Environment;
  readonly flags: boolean;
}

const REGIONS = [undefined, 'us-east-1', 'cn-north-1', 'us-gov-west-1'];

/** Every partition and an unknown region, each with and without feature flags. */
export const APP_VARIANTS: readonly AppVariant[] = REGIONS.flatMap((region) =>
  [false, true].map((flags) => ({
    title: `${region ?? 'any region'}, ${flags ? 'all recommended' : 'no'} feature flags`,
    env: region === undefined ? undefined : { account: ACCOUNT, region },
    flags,
  })),
);

/** An app without feature flags, or with all flags of `cdk init`. */
export function newApp({ flags = false }: { flags?: boolean } = {}): App {
  return new App({ context: flags ? CURRENTLY_RECOMMENDED_FLAGS : {} });
}

/** An empty stack. */
export function newStack({ flags, env }: { flags?: boolean; env?: Environment } = {}): Stack {
  return new Stack(newApp({ flags }), 'Network', { env });
}

/** A VPC with one availability zone and no NAT gateway. */
export function newVpc(stack: Stack): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 });
}

/** A target for tests that do not depend on it. */
export const INTERFACE = FlowLogTarget.networkInterface('eni-0123456789abcdef0');

/** Flow logs of an interface, unless the props have another target: each id has its own interface. */
export function newFlowLogs(
  stack: Stack,
  props: Omit<VpcFlowLogsProps, 'vpc'> = {},
  id = 'FlowLogs',
): VpcFlowLogs {
  return new VpcFlowLogs(stack, id, { target: interfaceOf(id), ...props });
}

function interfaceOf(id: string): FlowLogTarget {
  const digits = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return id === 'FlowLogs' ? INTERFACE : FlowLogTarget.networkInterface(`eni-0${digits}`);
}
