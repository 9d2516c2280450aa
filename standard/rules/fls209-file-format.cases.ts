import { aws, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { destination } from '../../test/support/standard-facts';
import { known } from '../facts';

const TWO_BUCKETS = `aws:
  destinations:
    - { type: s3, name: 'central-*', fileFormat: parquet }
    - { type: s3, name: 'raw-*', fileFormat: plain-text }
`;

const files = (name: string, fileFormat: string) =>
  aws({ destination: known(destination({ name: known(name) })), fileFormat: known(fileFormat) });

export const CASES: RuleCases = {
  bad: {
    'text files by default': aws({ fileFormat: known(undefined) }),
    'the file format of another allowed bucket': {
      ...files('central-logs', 'plain-text'),
      standard: TWO_BUCKETS,
    },
  },
  good: {
    'Parquet files in any folder structure': aws({ hivePartitions: PARAMETER }),
    'the file format of the bucket': { ...files('raw-logs', 'plain-text'), standard: TWO_BUCKETS },
  },
  undecided: { 'a parameter': aws({ fileFormat: PARAMETER }) },
};
