/** Amount of memory that the function needs at least and can have at most, in MB. Source: AWS Lambda quotas; ADR 24. */
const MEMORY = { least: 512, most: 10_240 };

/** How many objects the function can read at a time. Source: AWS Lambda API Reference, "ScalingConfig". */
const CONCURRENCY = { least: 2, most: 1000 };

/** One percent of the concurrency that an account has by default. */
export const DEFAULT_MAX_CONCURRENCY = 10;

/** Settings of the function that a user can choose. Undefined stands for the default or for an unresolved token. */
export interface FunctionSettings {
  readonly maxConcurrency?: number;
  readonly reservedConcurrency?: number;
  readonly memoryMegabytes?: number;
}

/** All problems of the settings of the function, with the names of the props. */
export function functionProblems(settings: FunctionSettings): string[] {
  const { maxConcurrency, reservedConcurrency, memoryMegabytes } = settings;
  return [
    ...rangeProblems('normalizerMaxConcurrency', maxConcurrency, CONCURRENCY),
    ...reservedProblems(reservedConcurrency, maxConcurrency ?? DEFAULT_MAX_CONCURRENCY),
    ...rangeProblems('normalizer.memory in MiB', memoryMegabytes, MEMORY),
  ];
}

/** Source: AWS Lambda Developer Guide, "Configuring maximum concurrency for SQS event sources". */
function reservedProblems(reserved: number | undefined, max: number): string[] {
  if (reserved === undefined || (Number.isInteger(reserved) && reserved >= max)) return [];
  return [
    `normalizer.reservedConcurrency is ${reserved}, and normalizerMaxConcurrency is ${max}: Lambda would throttle the ` +
      'function, and messages would use up their deliveries. Reserve a whole number that is at least ' +
      'normalizerMaxConcurrency',
  ];
}

function rangeProblems(
  name: string,
  value: number | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): string[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [`${name} is ${value}: expected a whole number from ${least} to ${most}`];
}

/**
 * Actions of the function's role with which Lambda connects the function to a VPC. Lambda supports no narrower resource
 * for all of them.
 *
 * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export const NETWORK_INTERFACE_ACTIONS: readonly string[] = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * The problem of a function in public subnets.
 *
 * Source: AWS Lambda Developer Guide, "Enable internet access for VPC-connected Lambda functions".
 */
export function publicSubnetsProblem(subnets: readonly string[]): string {
  return (
    `normalizer.vpc: the function would run in public subnets (${subnets.join(', ')}), from which it reaches no service, ` +
    'because its network interfaces have no public IP address. Select private or isolated subnets with ' +
    'normalizer.vpcSubnets. If the VPC has none, add them, or remove normalizer.vpc'
  );
}

/** The warning for a function in subnets without a route to the internet. */
export function isolatedSubnetsWarning(vpc: string): string {
  return (
    `the normalizer runs in isolated subnets of ${vpc}, from which it reaches no service without a VPC endpoint. Add a ` +
    'gateway endpoint for S3, without which it reads no object. Add an interface endpoint for SQS (sqs), without which a ' +
    'message that failed returns after 30 minutes, and one for AWS Glue (glue) if the lake registers partitions. CloudWatch ' +
    'and KMS need none: Lambda sends the log, and S3 uses the keys. Acknowledge this warning if the VPC has the endpoints'
  );
}
