import { Cloud } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { Severity } from '../severity';
import { onAwsFlowLogs, whenKnown } from './each';
import { fail, pass, type Rule } from './rule';

export const FILE_FORMAT: Rule = {
  id: 'FLS209',
  name: 'file-format',
  title: 'files are of the format and in the folders that the standard asks for',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'Tables are made over one format and one layout of folders: others are passed over, or read wrongly.',
  fix: 'set DestinationOptions as the standard has them',
  bad: 'DestinationOptions: { FileFormat: plain-text }',
  good: 'DestinationOptions: { FileFormat: parquet, HiveCompatiblePartitions: true, PerHourPartition: true }',

  check(estate, standard) {
    const wanted = (standard.aws.destinations ?? []).filter(({ type }) => type === 's3');
    if (wanted.length === 0) return [];
    return onAwsFlowLogs(estate, (flowLog) =>
      whenKnown(flowLog, flowLog.destinationType, (type) => {
        if (type !== 's3') return pass(flowLog);
        return whenKnown(flowLog, flowLog.fileFormat, (format = DEFAULTS.fileFormat, at) =>
          whenKnown(flowLog, flowLog.hivePartitions, (hive) =>
            whenKnown(flowLog, flowLog.hourlyPartitions, (hourly) => {
              const isFit = wanted.some(
                ({ fileFormat = format, hivePartitions = hive, hourlyPartitions = hourly }) =>
                  fileFormat === format && hivePartitions === hive && hourlyPartitions === hourly,
              );
              if (isFit) return pass(flowLog);
              const seen = described({ fileFormat: format, hivePartitions: hive, hourlyPartitions: hourly });
              const asked = wanted.map(described).join(', or ');
              return fail(flowLog, `files are ${seen}, and the standard asks for ${asked}`, { at });
            }),
          ),
        );
      }),
    );
  },
};

interface Options {
  readonly fileFormat?: string;
  readonly hivePartitions?: boolean;
  readonly hourlyPartitions?: boolean;
}

function described({ fileFormat, hivePartitions, hourlyPartitions }: Options): string {
  const folders = [
    ...(hivePartitions === undefined ? [] : [hivePartitions ? 'Hive folders' : 'plain folders']),
    ...(hourlyPartitions === undefined ? [] : [hourlyPartitions ? 'by hour' : 'by day']),
  ];
  return [...(fileFormat === undefined ? [] : [fileFormat]), ...folders].join(', ');
}
