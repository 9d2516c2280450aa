import { TgwField } from '../fields';
import { LogFormat, LogFormatError } from '../format';
import { objectOf } from './read-template';
import type { StackValues } from './stack-values';
import { TemplateError } from './template-error';
import { type TemplateResource, type TemplateStack, titleOf } from './template-stack';

export const FLOW_LOG_TYPE = 'AWS::EC2::FlowLog';

/** Where a flow log delivers to, as CloudFormation names it. */
export enum DestinationType {
  CLOUD_WATCH_LOGS = 'cloud-watch-logs',
  S3 = 's3',
  FIREHOSE = 'kinesis-data-firehose',
}

/** A flow log of a template, in plain words. */
export interface DeclaredFlowLog {
  readonly stack: TemplateStack;
  readonly resource: TemplateResource;
  /** How people know it: path of its construct, or stack and logical id. */
  readonly title: string;
  readonly destinationType: DestinationType;
  /** What it is put on: `vpc`, as ARNs of EC2 name it. */
  readonly targetKind: string;
  /** Fields; AWS's own where none are given, nothing where the format is not to be read. */
  readonly format?: LogFormat;
  /** Why the format is not to be read. */
  readonly formatProblem?: string;
  readonly parquet: boolean;
  /** Longest window of a record in seconds. */
  readonly interval: number;
}

const DEFAULT_INTERVAL = 600;

/** How EC2 names, in ARNs, what a flow log can be put on. Source: Service Authorization Reference, Amazon EC2. */
const TARGET_KINDS: Readonly<Record<string, string>> = {
  VPC: 'vpc',
  Subnet: 'subnet',
  NetworkInterface: 'network-interface',
  TransitGateway: 'transit-gateway',
  TransitGatewayAttachment: 'transit-gateway-attachment',
  RegionalNatGateway: 'natgateway',
};

/**
 * The flow logs of a stack. `DestinationOptions` may be in either casing: aws-cdk-lib writes them in camel case.
 *
 * @throws TemplateError for a destination or a target that no flow log can have
 */
export function flowLogsOf(stack: TemplateStack, values: StackValues): DeclaredFlowLog[] {
  return stack.resources
    .filter(({ type }) => type === FLOW_LOG_TYPE)
    .map((resource) => {
      const {
        ResourceType,
        LogDestinationType,
        LogFormat: format,
        MaxAggregationInterval,
        DestinationOptions,
      } = resource.properties;
      const title = titleOf(stack, resource);
      return {
        stack,
        resource,
        title,
        destinationType: destinationTypeOf(LogDestinationType, title),
        targetKind: targetKindOf(ResourceType, title),
        ...formatOf(format, resource, values),
        parquet: inEitherCase(objectOf(DestinationOptions), 'FileFormat') === 'parquet',
        interval: Number(MaxAggregationInterval ?? DEFAULT_INTERVAL),
      };
    });
}

function destinationTypeOf(
  value: unknown = DestinationType.CLOUD_WATCH_LOGS,
  title: string,
): DestinationType {
  const known = Object.values(DestinationType);
  const found = known.find((type) => type === value);
  if (found) return found;
  throw new TemplateError(
    `${title}: LogDestinationType is ${JSON.stringify(value)}: there are ${known.join(', ')}`,
  );
}

function targetKindOf(value: unknown, title: string): string {
  const found = TARGET_KINDS[String(value)];
  if (found) return found;
  const known = Object.keys(TARGET_KINDS).join(', ');
  throw new TemplateError(`${title}: ResourceType is ${JSON.stringify(value)}: there are ${known}`);
}

function inEitherCase(options: Readonly<Record<string, unknown>>, name: string): unknown {
  return options[name] ?? options[name.charAt(0).toLowerCase() + name.slice(1)];
}

function formatOf(
  value: unknown,
  { properties }: TemplateResource,
  values: StackValues,
): Pick<DeclaredFlowLog, 'format' | 'formatProblem'> {
  if (value === undefined) {
    const transit = String(properties.ResourceType).startsWith('TransitGateway');
    return { format: transit ? LogFormat.of(...TgwField.all()) : LogFormat.AWS_DEFAULT };
  }
  try {
    return { format: LogFormat.parse(values.text(value)) };
  } catch (error) {
    if (!(error instanceof LogFormatError)) throw error;
    return { formatProblem: error.message };
  }
}
