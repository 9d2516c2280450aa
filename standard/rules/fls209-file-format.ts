import { type AwsFlowLog, Cloud, mapValue, type Value, valueOr } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import type { AllowedDestination } from '../file/standard-file';
import { isAllowedDestination } from '../rule-support/allowed-destination';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, undecided, undecidedBy, type Verdict } from '../rule-support/rule';
import { allOf, type Ternary } from '../rule-support/ternary';
import { Severity } from '../severity';

export const FILE_FORMAT: Rule = {
  id: 'FLS209',
  name: 'file-format',
  title: 'files have the format and the folder structure that the standard requires',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'A table reads one file format and one folder structure: it skips other files, or reads them incorrectly.',
  fix: 'set DestinationOptions to the values of the standard',
  bad: flowLogExample({ LogDestinationType: 's3', DestinationOptions: { FileFormat: 'plain-text' } }),
  good: flowLogExample({
    LogDestinationType: 's3',
    DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
  }),

  check(model, standard) {
    const required = (standard.aws.destinations ?? []).filter(({ type }) => type === 's3');
    if (required.length === 0) return [];
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.destinationType, (type) => {
        if (type !== 's3') return pass(flowLog);
        const entries = required.map(
          (each): Entry => ({
            destination: isAllowedDestination(flowLog, each),
            options: hasOptions(flowLog, each),
          }),
        );
        // FLS405 reports other destinations; there, the options of any entry are accepted
        const isSomewhere = entries.some(({ destination }) => destination === true);
        const isElsewhere = entries.every(({ destination }) => destination === false);
        const concerned = isSomewhere ? entries.filter(({ destination }) => destination !== false) : entries;
        const isSure = concerned.some(({ destination, options }) => options && (isElsewhere || destination));
        if (isSure || concerned.every(({ options }) => options)) return pass(flowLog);
        if (concerned.some(({ options }) => options !== false)) return undecidedOptions(flowLog);
        const expected = required
          .filter((_, index) => concerned.includes(entries[index] as Entry))
          .map(described)
          .join(', or ');
        return fail(flowLog, `the files are ${actual(flowLog)}; the standard requires ${expected}`, {
          fix: `set DestinationOptions to ${expected}`,
          at: flowLog.fileFormat.at,
        });
      }),
    );
  },
};

interface Entry {
  readonly destination: Ternary;
  readonly options: Ternary;
}

function hasOptions(flowLog: AwsFlowLog, required: AllowedDestination): Ternary {
  const is = <T>(expected: T | undefined, value: Value<T>): Ternary =>
    expected === undefined || (value.known ? value.value === expected : undefined);
  return allOf([
    is(required.fileFormat, formatOf(flowLog)),
    is(required.hivePartitions, flowLog.hivePartitions),
    is(required.hourlyPartitions, flowLog.hourlyPartitions),
  ]);
}

function formatOf({ fileFormat }: AwsFlowLog): Value<string> {
  return mapValue(fileFormat, (format = DEFAULTS.fileFormat) => format);
}

function actual(flowLog: AwsFlowLog): string {
  const { hivePartitions, hourlyPartitions } = flowLog;
  return described({
    fileFormat: valueOr(formatOf(flowLog), undefined),
    hivePartitions: valueOr(hivePartitions, undefined),
    hourlyPartitions: valueOr(hourlyPartitions, undefined),
  });
}

function undecidedOptions(flowLog: AwsFlowLog): Verdict {
  const { fileFormat, hivePartitions, hourlyPartitions, destination } = flowLog;
  const identity = destination.known ? [destination.value.name, destination.value.account] : [destination];
  const open = [fileFormat, hivePartitions, hourlyPartitions, ...identity].find(({ known }) => !known);
  return open && !open.known ? undecidedBy(flowLog, open) : undecided(flowLog, 'the destination is unknown');
}

interface Options {
  readonly fileFormat?: string | undefined;
  readonly hivePartitions?: boolean | undefined;
  readonly hourlyPartitions?: boolean | undefined;
}

function described({ fileFormat, hivePartitions, hourlyPartitions }: Options): string {
  const folders = [
    ...(hivePartitions === undefined ? [] : [hivePartitions ? 'Hive folders' : 'plain folders']),
    ...(hourlyPartitions === undefined ? [] : [hourlyPartitions ? 'by hour' : 'by day']),
  ];
  return [...(fileFormat === undefined ? [] : [fileFormat]), ...folders].join(', ');
}
