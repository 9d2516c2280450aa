import { VpcField } from '../fields';
import { LogFormat } from './log-format';

/** A format with a name, as `--format` accepts it. */
export interface NamedFormat {
  readonly name: string;
  readonly format: LogFormat;
  readonly meaning: string;
}

/** All formats with a name. A test finds the predefined formats of `LogFormat` that are missing. */
export const NAMED_FORMATS: readonly NamedFormat[] = [
  named(
    'default',
    LogFormat.AWS_DEFAULT,
    'format of a VPC flow log that specifies none: the fields of version 2',
  ),
  named('v3', upTo(3), 'fields up to version 3, in the order of the AWS table'),
  named('v4', upTo(4), 'fields up to version 4, in the order of the AWS table'),
  named('v5', LogFormat.V5, 'fields up to version 5, in the order of the AWS table'),
  named('recommended', LogFormat.RECOMMENDED, 'default of the constructs: v5 and the reason of a reject'),
  named('ecs', LogFormat.ECS, 'recommended, and the fields of ECS'),
  named('security', LogFormat.SECURITY, 'recommended, and the fields for audits'),
  named('everything', LogFormat.EVERYTHING, 'all fields except for those of tags'),
  named(
    'transit-gateway',
    LogFormat.TRANSIT_GATEWAY,
    'all fields of a transit gateway flow log, its default',
  ),
];

/** Returns the format with a name, in any case and with `_` for `-`; undefined if no format has it. */
export function formatNamed(text: string): LogFormat | undefined {
  const name = text.trim().toLowerCase().replaceAll('_', '-');
  return NAMED_FORMATS.find((each) => each.name === name)?.format;
}

function named(name: string, format: LogFormat, meaning: string): NamedFormat {
  return { name, format, meaning };
}

function upTo(version: number): LogFormat {
  return LogFormat.of(...VpcField.all().filter((field) => field.version <= version));
}
