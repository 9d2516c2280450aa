import { Engine, engineOf } from '../change/engine';
import { ChangeKind } from '../change/flow-log-change';
import { isOnlyRenamed } from '../change/replacement-order';
import { keepName } from '../change/steps';
import { Cloud } from '../facts';
import { type ChangeRule, fail, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

const KEEP_NETWORK =
  'keep the network, or add the new network with its own flow log, and remove the old one after its traffic has moved';

export const WILL_REPLACE: ChangeRule = {
  id: 'FLS501',
  name: 'will-replace',
  title: 'a change does not replace a flow log or its network',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The replacement has another id, and records that the old flow log has not delivered are lost. Rows are duplicate if both record for a while; traffic is missing if the old one is deleted first.',
  fix: 'add a second flow log, run both in parallel for a while, and remove the first in a later deployment',
  bad: 'one deployment changes MaxAggregationInterval from 600 to 60',
  good: 'a deployment adds a second AWS::EC2::FlowLog with 60, and the next deployment removes the first',

  checkChange: ({ changes }) =>
    changes.flatMap((change): Verdict[] => {
      const { kind, flowLog, before, causes, network, gap } = change;
      // Azure Resource Manager replaces no resource: FLS509 reports what it refuses
      if (engineOf(flowLog) === Engine.ARM) return [];
      const reasons = network?.replacement.isCertain ? network.replacement.causes : causes;
      const because = reasons.length > 0 ? `, because ${reasons.join(' and ')}` : '';
      if (kind === ChangeKind.POSSIBLY_REPLACED)
        return [undecided(flowLog, `the deployment may replace it${because}`)];
      if (kind === ChangeKind.REPLACED) {
        const effect = gap === undefined ? '' : `: ${gap}`;
        const replaced = network ? `its network ${network.after} and the flow log` : 'the flow log';
        const fix = before && isOnlyRenamed(change) ? keepName(before, flowLog) : undefined;
        return [
          fail(flowLog, `the deployment replaces ${replaced}${because}${effect}`, {
            ...(fix !== undefined && { fix }),
            ...(network && { fix: KEEP_NETWORK }),
          }),
        ];
      }
      if (!network) return [];
      const cause = network.replacement.causes.join('; ');
      if (!network.replacement.isCertain)
        return [undecided(flowLog, `the deployment may replace its network ${network.after}: ${cause}`)];
      return [
        fail(flowLog, `the deployment replaces its network ${network.after}, because ${cause}`, {
          fix: KEEP_NETWORK,
        }),
      ];
    }),
};
