import { TgwField } from '../fields';
import {
  DEFAULT_AGGREGATION_INTERVAL,
  DEFAULT_DESTINATION_TYPE,
  DestinationType,
  FileFormat,
  FLOW_LOG_TYPE,
  TargetKind,
  targetKindNamed,
} from '../flow-log';
import { LogFormat, LogFormatError } from '../format';
import { objectOf } from './read-template';
import type { StackValues } from './stack-values';
import { TemplateError } from './template-error';
import { type TemplateResource, type TemplateStack, titleOf } from './template-stack';

/** A flow log of a template. */
export interface DeclaredFlowLog {
  readonly stack: TemplateStack;
  readonly resource: TemplateResource;
  /** Name for messages: the path of its construct, or stack and logical id. */
  readonly title: string;
  /** Service that it delivers to. */
  readonly destinationType: DestinationType;
  /** Kind of resource whose traffic it records. */
  readonly targetKind: TargetKind;
  /** Its format; AWS's default if the template specifies none. Undefined if the format is not valid. */
  readonly format?: LogFormat;
  /** Why the format is not valid. */
  readonly formatProblem?: string;
  /** Whether it delivers Parquet files. */
  readonly parquet: boolean;
  /** Maximum window of a record, in seconds. */
  readonly interval: number;
}

/**
 * Reads the flow logs of a stack. `DestinationOptions` can be in Pascal case or in camel case, which aws-cdk-lib writes.
 *
 * @throws TemplateError if a destination type or target type is not valid
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
        parquet: inEitherCase(objectOf(DestinationOptions), 'FileFormat') === FileFormat.PARQUET,
        interval: Number(MaxAggregationInterval ?? DEFAULT_AGGREGATION_INTERVAL),
      };
    });
}

function destinationTypeOf(value: unknown = DEFAULT_DESTINATION_TYPE, title: string): DestinationType {
  const known = Object.values(DestinationType);
  const found = known.find((type) => type === value);
  if (found) return found;
  throw new TemplateError(
    `${title}: LogDestinationType: expected ${known.join(', ')}, received ${JSON.stringify(value)}`,
  );
}

function targetKindOf(value: unknown, title: string): TargetKind {
  const found = targetKindNamed(String(value));
  if (found) return found;
  const known = Object.values(TargetKind).join(', ');
  throw new TemplateError(`${title}: ResourceType: expected ${known}, received ${JSON.stringify(value)}`);
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
