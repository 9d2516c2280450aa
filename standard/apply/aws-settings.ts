import { FIELDS_BY_NAME, type FlowField, ResourceKind, TgwField } from '../../aws/fields';
import { widestTraffic } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import { Allowance } from '../file/allowance';
import { FieldOrder } from '../file/field-order';
import { greatest, least } from '../rule-support/greatest';
import type { Standard } from '../standard';
import { bindingRequirements } from './binding-requirements';

/** Settings of an AWS flow log. */
export interface AwsSettings {
  readonly format: LogFormat;
  /** `ALL`, `ACCEPT`, `REJECT`; missing if the standard has no requirement. */
  readonly traffic?: string;
  /** Seconds; missing if the standard has no requirement. */
  readonly interval?: number;
}

/**
 * Returns the defaults of a flow log: the requirements of the standard, whatever their strength, and the recommended fields. Only
 * the file itself narrows what is recorded: a profile that requires rejected traffic is met by all traffic.
 */
export function awsSettings({ aws }: Standard, kind: ResourceKind): AwsSettings {
  return {
    format: formatOf(aws.format, kind),
    ...(aws.traffic !== undefined && { traffic: aws.traffic }),
    ...(aws.maxAggregationSeconds !== undefined && { interval: aws.maxAggregationSeconds }),
  };
}

/** Returns the problems of explicit settings that violate the standard. */
export function awsContradictions(
  standard: Standard,
  given: Partial<AwsSettings>,
  kind: ResourceKind,
): string[] {
  const { name } = standard;
  const required = bindingRequirements(standard).map(({ aws }) => aws);
  const problems: string[] = [];
  const lacking = given.format
    ? requiredFor(
        required.flatMap(({ fields }) => fields),
        kind,
      ).filter((field) => !given.format?.has(field.name))
    : [];
  if (lacking.length > 0)
    problems.push(
      `format lacks ${lacking.join(', ')}; ${name} requires ${lacking.length === 1 ? 'this field' : 'these fields'}: add them, or omit format`,
    );
  const { traffic, interval } = given;
  const widest = widestTraffic(required.map((each) => each.traffic));
  if (traffic !== undefined && widest !== undefined && traffic !== 'ALL' && traffic !== widest) {
    problems.push(`trafficType is ${traffic}; ${name} requires ${widest}: omit trafficType`);
  }
  const most = least(required.map(({ maxAggregationSeconds }) => maxAggregationSeconds));
  if (interval !== undefined && most !== undefined && interval > most) {
    problems.push(
      `maxAggregationInterval is ${interval} seconds; ${name} allows at most ${most}: omit maxAggregationInterval`,
    );
  }
  return problems;
}

/** Returns the problems of an explicit retention, in days, that is shorter than the standard requires. */
export function retentionContradictions(standard: Standard, prop: string, days: number): string[] {
  const minDays = greatest(bindingRequirements(standard).map(({ aws }) => aws.minDays));
  if (minDays === undefined || days >= minDays) return [];
  return [`${prop} is ${days} days; ${standard.name} requires ${minDays}: omit ${prop}, or increase it`];
}

function formatOf({ required, order, extra }: Standard['aws']['format'], kind: ResourceKind): LogFormat {
  const fields = requiredFor(required, kind);
  const recommended = LogFormat.recommendedFor(kind);
  if (extra === Allowance.DENY && fields.length > 0) return LogFormat.of(...fields);
  // the recommended order, unless the standard requires another one
  const [first, rest] =
    order === FieldOrder.EXACT ? [fields, recommended.fields] : [recommended.fields, fields];
  return LogFormat.of(...first, ...rest.filter(({ name }) => !first.some((field) => field.name === name)));
}

/** The required fields that the kind of resource can fill. */
function requiredFor(required: readonly string[], kind: ResourceKind): FlowField[] {
  const transit = new Map<string, FlowField>(TgwField.all().map((field) => [field.name, field]));
  return required.flatMap((name) => {
    const field = kind === ResourceKind.TRANSIT_GATEWAY ? transit.get(name) : FIELDS_BY_NAME.get(name);
    return field?.availableFor.includes(kind) ? [field] : [];
  });
}
