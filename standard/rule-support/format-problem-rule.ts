import type { FormatProblemKind } from '../../aws/format';
import { Cloud } from '../facts';
import { Severity } from '../severity';
import { forEachAwsFlowLog, whenKnown } from './for-each-flow-log';
import { fail, pass, type Rule, type RuleMetadata } from './rule';
import { parsedFormat, suggestedFix } from './written-format';

/** Creates a rule that reports problems of these kinds, found by the parser of log formats. */
export function formatProblemRule(
  kinds: readonly FormatProblemKind[],
  metadata: Omit<RuleMetadata, 'severity' | 'clouds'>,
): Rule {
  return {
    ...metadata,
    severity: Severity.ERROR,
    clouds: [Cloud.AWS],

    check: (model) =>
      forEachAwsFlowLog(model, (flowLog) =>
        whenKnown(flowLog, flowLog.format, (text, at) => {
          const problems = parsedFormat(text, flowLog).problems.filter(({ kind }) => kinds.includes(kind));
          if (problems.length === 0) return pass(flowLog);
          const corrected = text === undefined ? undefined : suggestedFix(text);
          const message = problems.map((problem) => problem.message).join(' ');
          return fail(flowLog, message, {
            ...(corrected !== undefined && { fix: `set the log format to ${corrected}` }),
            at,
          });
        }),
      ),
  };
}
