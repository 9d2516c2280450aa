import { FormatProblemKind } from '../../aws/format';
import { flowLogExample } from '../rule-support/examples';
import { formatProblemRule } from '../rule-support/format-problem-rule';

export const PLACEHOLDERS_INTERPOLATED = formatProblemRule([FormatProblemKind.INTERPOLATED], {
  id: 'FLS210',
  name: 'placeholders-interpolated',
  title: 'the placeholders of a log format reach AWS without interpolation',
  since: '0.1.0',
  why: 'A template string or Fn::Sub replaces the placeholders of a log format before AWS receives it.',
  fix: 'write the format in single quotes, or as typed fields: LogFormat.of(...); in Terraform files, write $${name}',
  bad: flowLogExample({ LogFormat: 'undefined undefined undefined' }),
  good: flowLogExample({ LogFormat: '${version} ${srcaddr} ${dstaddr}' }),
});
