import { analysedQuery } from '../../../azure/kql/analysed-query';
import { type ArmAnswer, refusal } from './arm-answer';
import type { ArmResource, Json } from './resource-store';
import { type Behaviours, propertiesOf } from './type-behaviour';

const TROUBLESHOOTING = 'Troubleshoot log search alerts in Azure Monitor';

/** Operations that a rule with a frequency of one minute does not support. */
const NOT_EACH_MINUTE = /\b(search|union|take|limit|ingestion_time|adx)\b/;

/** Action groups that a rule can have. */
const MAX_ACTION_GROUPS = 5;

/** Log search alerts. The tables of a workspace do not exist, because it received no row. */
export const ALERT_RULES: Behaviours = {
  'Microsoft.Insights/scheduledQueryRules': {
    versions: ['2023-03-15-preview'],
    documents: [TROUBLESHOOTING, 'AzureMonitorCommunity issue 175'],
    refuse: ({ body }) => refused(body),
    show: disabledIfFailing,
  },
  // workflows that action groups start
  'Microsoft.Logic/workflows': { versions: ['2019-05-01'] },
};

function refused(body: Json): ArmAnswer | undefined {
  const { evaluationFrequency, actions } = propertiesOf(body) as RuleProperties;
  if (evaluationFrequency === 'PT1M' && queriesOf(body).some((query) => NOT_EACH_MINUTE.test(query))) {
    const message = "One-minute frequency isn't supported for this query";
    return refusal(400, 'BadRequest', message, TROUBLESHOOTING);
  }
  if ((actions?.actionGroups?.length ?? 0) > MAX_ACTION_GROUPS) {
    return refusal(400, 'BadRequest', 'You can add up to five action groups', 'Action groups');
  }
  return undefined;
}

/** Azure accepts a rule whose query fails, and disables it after a week. In the stand-in the week is over at once. */
function disabledIfFailing(rule: ArmResource): ArmResource {
  if (!queriesOf(rule).some(fails)) return rule;
  return { ...rule, properties: { ...rule.properties, enabled: false } };
}

function fails(query: string): boolean {
  return analysedQuery(query, []).diagnostics.some(({ Severity }) => Severity === 'Error');
}

interface RuleProperties {
  readonly evaluationFrequency?: string;
  readonly actions?: { readonly actionGroups?: readonly string[] };
  readonly criteria?: { readonly allOf?: readonly { readonly query?: string }[] };
}

function queriesOf(body: Json | ArmResource): string[] {
  const { criteria } = propertiesOf(body as Json) as RuleProperties;
  return (criteria?.allOf ?? []).flatMap(({ query }) => query ?? []);
}
