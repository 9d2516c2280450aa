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
  title: 'a log format fills the attributes and columns that its readers use',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'Attributes without a field are empty in every record, and saved queries that need them return no results.',
  fix: 'add the fields: LogFormat.RECOMMENDED fills every attribute that needs no additional permissions',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${bytes}' }),
  good: flowLogExample({ LogFormat: LogFormat.RECOMMENDED.toString() }),

  check: (model, standard) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.targetKind, (target) =>
        whenKnown(flowLog, flowLog.format, (text, at) => {
          const kind = resourceKindOfTarget(target);
          if (kind === undefined) return pass(flowLog);
          const transit = isTransitGatewayKind(target);
          // the recommended format needs no additional permissions: the rule compares with it
          const most = readableOf(LogFormat.recommendedFor(kind).fields, transit);
          const lost = lostBetween(most, readableOf(parsedFormat(text, flowLog).fields, transit));
          const empty = standard.consumer.schema === 'ocsf' ? lost.attributes : lost.columns;
          if (empty.length === 0) return pass(flowLog);
          const nouns = standard.consumer.schema === 'ocsf' ? 'OCSF attributes' : 'columns';
          const unanswered =
            lost.questions.length > 0 ? `; questions that do not work: ${lost.questions.join(', ')}` : '';
          return fail(flowLog, `${nouns} that are always empty: ${empty.join(', ')}${unanswered}`, { at });
        }),
      ),
    ),
};
