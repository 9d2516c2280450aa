import { isTransitGatewayKind, resourceKindOfTarget } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import { lostBetween, readableOf } from '../consumer/consumer';
import { Cloud } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { parsedFormat } from '../rule-support/written-format';
import { Severity } from '../severity';

export const SCHEMA_LOSS: Rule = {
  id: 'FLS601',
  name: 'schema-loss',
  title: 'a format fills what its readers can read',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'Attributes without a field stay empty in every record, and questions that need them have no answer.',
  fix: 'add the fields: LogFormat.RECOMMENDED fills all attributes that need no permission of their own',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${bytes}' }),
  good: flowLogExample({ LogFormat: LogFormat.RECOMMENDED.toString() }),

  check: (model, standard) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.targetKind, (target) =>
        whenKnown(flowLog, flowLog.format, (text, at) => {
          const kind = resourceKindOfTarget(target);
          if (kind === undefined) return pass(flowLog);
          const transit = isTransitGatewayKind(target);
          // what could be had without more permissions is the measure
          const most = readableOf(LogFormat.recommendedFor(kind).fields, transit);
          const lost = lostBetween(most, readableOf(parsedFormat(text, flowLog).fields, transit));
          const empty = standard.consumer.schema === 'ocsf' ? lost.attributes : lost.columns;
          if (empty.length === 0) return pass(flowLog);
          const what = standard.consumer.schema === 'ocsf' ? 'OCSF attributes' : 'columns';
          const unanswered =
            lost.questions.length > 0 ? `; questions without an answer: ${lost.questions.join(', ')}` : '';
          return fail(flowLog, `${what} that stay empty: ${empty.join(', ')}${unanswered}`, { at });
        }),
      ),
    ),
};
