import { type AwsFlowLog, Cloud, mapValue, type Value, valueOr } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import type { AllowedDestination } from '../file/schema';
import { isAllowedDestination } from '../rule-support/allowed-destination';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, undecided } from '../rule-support/rule';
import { allOf, type Ternary } from '../rule-support/ternary';
import { Severity } from '../severity';

export const FILE_FORMAT: Rule = {
  id: 'FLS209',
  name: 'file-format',
  title: 'files are of the format and in the folders that the standard asks for',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'Tables are made over one format and one layout of folders: others are passed over, or read wrongly.',
  fix: 'set DestinationOptions as the standard has them',
  bad: flowLogExample({ LogDestinationType: 's3', DestinationOptions: { FileFormat: 'plain-text' } }),
  good: flowLogExample({
    LogDestinationType: 's3',
    DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
  }),

  check(model, standard) {
    const wanted = (standard.aws.destinations ?? []).filter(({ type }) => type === 's3');
    if (wanted.length === 0) return [];
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.destinationType, (type) => {
        if (type !== 's3') return pass(flowLog);
        const entries = wanted.map(
          (each): Entry => ({ place: isAllowedDestination(flowLog, each), fit: isFit(flowLog, each) }),
        );
        // in no place of the standard, which another rule says, files may be as they are for any
        const isSomewhere = entries.some(({ place }) => place === true);
        const isElsewhere = entries.every(({ place }) => place === false);
        const concerned = isSomewhere ? entries.filter(({ place }) => place !== false) : entries;
        const isSure = concerned.some(({ place, fit }) => fit && (isElsewhere || place));
        if (isSure || concerned.every(({ fit }) => fit)) return pass(flowLog);
        if (concerned.some(({ fit }) => fit !== false)) return undecided(flowLog, ...reasonOf(flowLog));
        const asked = wanted
          .filter((_, index) => concerned.includes(entries[index] as Entry))
          .map(described)
          .join(', or ');
        return fail(flowLog, `files are ${seen(flowLog)}, and the standard asks for ${asked}`, {
          fix: `set DestinationOptions to ${asked}`,
          at: flowLog.fileFormat.at,
        });
      }),
    );
  },
};

interface Entry {
  readonly place: Ternary;
  readonly fit: Ternary;
}

function isFit(flowLog: AwsFlowLog, asked: AllowedDestination): Ternary {
  const is = <T>(wanted: T | undefined, value: Value<T>): Ternary =>
    wanted === undefined || (value.known ? value.value === wanted : undefined);
  return allOf([
    is(asked.fileFormat, formatOf(flowLog)),
    is(asked.hivePartitions, flowLog.hivePartitions),
    is(asked.hourlyPartitions, flowLog.hourlyPartitions),
  ]);
}

function formatOf({ fileFormat }: AwsFlowLog): Value<string> {
  return mapValue(fileFormat, (format = DEFAULTS.fileFormat) => format);
}

function seen(flowLog: AwsFlowLog): string {
  const { hivePartitions, hourlyPartitions } = flowLog;
  return described({
    fileFormat: valueOr(formatOf(flowLog), undefined),
    hivePartitions: valueOr(hivePartitions, undefined),
    hourlyPartitions: valueOr(hourlyPartitions, undefined),
  });
}

function reasonOf({
  fileFormat,
  hivePartitions,
  hourlyPartitions,
  destination,
}: AwsFlowLog): [string, string?] {
  const places = destination.known ? [destination.value.name, destination.value.account] : [destination];
  const open = [fileFormat, hivePartitions, hourlyPartitions, ...places].find(({ known }) => !known);
  return open && !open.known ? [open.reason, open.at] : ['where records go is not known'];
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
