import { FIELDS_BY_NAME, type FlowField, ResourceKind, TgwField } from '../../aws/fields';
import { LogFormat } from '../../aws/format';
import { Allowance, FieldOrder } from '../file/words';
import type { Standard } from '../standard';

/** Settings of a flow log of AWS. */
export interface AwsSettings {
  readonly format: LogFormat;
  /** `ALL`, `ACCEPT`, `REJECT`; none where the standard says none. */
  readonly traffic?: string;
  /** Seconds; none where the standard says none. */
  readonly interval?: number;
}

/** What a flow log is set to where nobody says otherwise: all that the standard asks for, and what we recommend. */
export function awsSettings({ aws }: Standard, kind: ResourceKind): AwsSettings {
  return {
    format: formatOf(aws.format, kind),
    ...(aws.traffic !== undefined && { traffic: aws.traffic }),
    ...(aws.maxAggregationSeconds !== undefined && { interval: aws.maxAggregationSeconds }),
  };
}

/** What of the settings that were given is not as the standard wants it. */
export function awsContradictions(
  { aws, name }: Standard,
  given: Partial<AwsSettings>,
  kind: ResourceKind,
): string[] {
  const problems: string[] = [];
  const lacking = given.format
    ? requiredFor(aws.format.required, kind).filter((field) => !given.format?.has(field.name))
    : [];
  if (lacking.length > 0)
    problems.push(
      `format lacks ${lacking.join(', ')}, which ${name} requires: add them, or leave format out`,
    );
  const { traffic, interval } = given;
  if (traffic !== undefined && aws.traffic !== undefined && traffic !== 'ALL' && traffic !== aws.traffic) {
    problems.push(`trafficType is ${traffic}, and ${name} asks for ${aws.traffic}: leave it out`);
  }
  if (
    interval !== undefined &&
    aws.maxAggregationSeconds !== undefined &&
    interval > aws.maxAggregationSeconds
  ) {
    problems.push(
      `maxAggregationInterval is ${interval} seconds, and ${name} allows ${aws.maxAggregationSeconds}: leave it out`,
    );
  }
  return problems;
}

function formatOf({ required, order, extra }: Standard['aws']['format'], kind: ResourceKind): LogFormat {
  const fields = requiredFor(required, kind);
  const recommended = LogFormat.recommendedFor(kind);
  if (extra === Allowance.DENY && fields.length > 0) return LogFormat.of(...fields);
  // the recommended order is what readers know best, unless the standard has one of its own
  const [first, rest] =
    order === FieldOrder.EXACT ? [fields, recommended.fields] : [recommended.fields, fields];
  return LogFormat.of(...first, ...rest.filter(({ name }) => !first.some((field) => field.name === name)));
}

/** The fields that are required, as far as the kind of resource has them. */
function requiredFor(required: readonly string[], kind: ResourceKind): FlowField[] {
  const transit = new Map<string, FlowField>(TgwField.all().map((field) => [field.name, field]));
  return required.flatMap((name) => {
    const field = kind === ResourceKind.TRANSIT_GATEWAY ? transit.get(name) : FIELDS_BY_NAME.get(name);
    return field?.availableFor.includes(kind) ? [field] : [];
  });
}
