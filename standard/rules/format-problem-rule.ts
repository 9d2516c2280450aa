import { FormatProblemKind } from '../../aws/format';
import { Cloud } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, type RuleMetadata } from '../rule-support/rule';
import { parsedFormat, suggestedFix } from '../rule-support/written-format';
import { Severity } from '../severity';

type Own = Pick<RuleMetadata, 'id' | 'name' | 'title' | 'why' | 'fix' | 'bad' | 'good'>;

/** A rule on what the parser of formats finds. */
export function formatProblemRule(kinds: readonly FormatProblemKind[], own: Own): Rule {
  return {
    ...own,
    severity: Severity.ERROR,
    clouds: [Cloud.AWS],

    check: (model) =>
      forEachAwsFlowLog(model, (flowLog) =>
        whenKnown(flowLog, flowLog.format, (text, at) => {
          const found = parsedFormat(text, flowLog).problems.filter(({ kind }) => kinds.includes(kind));
          if (found.length === 0) return pass(flowLog);
          const better = text === undefined ? undefined : suggestedFix(text);
          return fail(flowLog, found.map(({ offset, message }) => `at ${offset}: ${message}`).join('; '), {
            ...(better !== undefined && { fix: `write ${better}` }),
            at,
          });
        }),
      ),
  };
}

const { UNKNOWN, EMPTY, MALFORMED, DUPLICATE, TAGS, INTERPOLATED } = FormatProblemKind;

export const UNKNOWN_FIELD: Rule = formatProblemRule([UNKNOWN], {
  id: 'FLS202',
  name: 'unknown-field',
  title: 'a format names fields that exist',
  why: 'AWS refuses the flow log when it is deployed, after everything before it was.',
  fix: 'correct the name; `flow-logs format show` lists all fields',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstadr}' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr}' }),
});

export const MALFORMED_FORMAT: Rule = formatProblemRule([EMPTY, MALFORMED, DUPLICATE, TAGS], {
  id: 'FLS203',
  name: 'malformed-format',
  title: 'a format is a list of placeholders, each once',
  why: 'AWS refuses the flow log, or whoever reads its records takes one column for another.',
  fix: 'write fields as ${name}, separated by one space, each once',
  bad: flowLogExample({ LogFormat: 'hello' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr}' }),
});

export const INTERPOLATION_SWALLOWED: Rule = formatProblemRule([INTERPOLATED], {
  id: 'FLS210',
  name: 'interpolation-swallowed',
  title: 'placeholders have come through template strings, shells and other quoting',
  why: 'A format in a template string or behind Fn::Sub loses its placeholders before AWS sees them.',
  fix: "write it in single quotes, or as typed fields: LogFormat.of(...); in Terraform's own files write $${name}",
  bad: flowLogExample({ LogFormat: 'undefined undefined undefined' }),
  good: flowLogExample({ LogFormat: '${version} ${srcaddr} ${dstaddr}' }),
});
