import { Cloud, isAzureFlowLog } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { least } from '../rule-support/greatest';
import { standardRequires } from '../rule-support/required-by';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { Severity } from '../severity';

export const TRAFFIC_ANALYTICS_MISSING: RequirementRule = {
  id: 'FLS408',
  name: 'traffic-analytics-missing',
  title: 'Traffic Analytics processes the flow logs at the interval that the standard requires',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'Without Traffic Analytics, Azure does not send flow logs to Log Analytics, where queries and alerts run.',
  fix: 'enable Traffic Analytics with a workspace',
  bad: 'no traffic_analytics block',
  good: 'traffic_analytics { enabled = true, interval_in_minutes = 10 }',

  evaluate(flowLog, requirements) {
    const analyticsOf = requirements.map(({ azure }) => azure.trafficAnalytics);
    const isRequired = analyticsOf.some((each) => each?.required);
    const intervalMinutes = least(analyticsOf.map((each) => each?.intervalMinutes));
    if (!isAzureFlowLog(flowLog) || (!isRequired && intervalMinutes === undefined)) return undefined;
    const [verdict] = whenKnown(flowLog, flowLog.analytics, (analytics, at) => {
      const missing = (message: string, place: string | undefined) =>
        isRequired ? fail(flowLog, message, { at: place }) : pass(flowLog);
      if (analytics === undefined) return missing('Traffic Analytics is not configured', at);
      return whenKnown(flowLog, analytics.enabled, (enabled, place) => {
        if (!enabled) return missing('Traffic Analytics is disabled', place);
        if (intervalMinutes === undefined) return pass(flowLog);
        return whenKnown(flowLog, analytics.interval, (minutes = DEFAULTS.analyticsInterval, where) =>
          minutes <= intervalMinutes
            ? pass(flowLog)
            : fail(
                flowLog,
                `the Traffic Analytics interval is ${minutes} minutes; ${standardRequires(requirements)} at most ${intervalMinutes}`,
                { fix: `set the interval to ${intervalMinutes}`, at: where },
              ),
        );
      });
    });
    return verdict;
  },
};
