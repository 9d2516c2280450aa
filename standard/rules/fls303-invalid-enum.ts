import { ResourceKind } from '../../aws/fields';
import { isTransitGatewayKind } from '../../aws/flow-log';
import { flowLogNameProblem } from '../../azure/flow-log/flow-log-name';
import { MAX_RETENTION_DAYS } from '../../azure/flow-log/retention';
import { didYouMean } from '../../flows/did-you-mean';
import { type AwsFlowLog, type AzureFlowLog, Cloud, isAwsFlowLog, type Value } from '../facts';
import { ALLOWED, DEFAULTS } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { resourceKindOf } from '../rule-support/written-format';
import { Severity } from '../severity';

export const INVALID_ENUM: Rule = {
  id: 'FLS303',
  name: 'invalid-enum',
  title: 'every setting has a value that the cloud accepts',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The cloud rejects the flow log, and the deployment fails after it has created other resources.',
  fix: 'use one of the values that the message lists',
  bad: flowLogExample({ TrafficType: 'all' }),
  good: flowLogExample({ TrafficType: 'ALL' }),

  check: (model) =>
    model.flowLogs.flatMap((flowLog) => (isAwsFlowLog(flowLog) ? checkAws(flowLog) : checkAzure(flowLog))),
};

function checkAws(flowLog: AwsFlowLog): Verdict[] {
  const { traffic, interval, destinationType, fileFormat, targetKind } = flowLog;
  return [
    ...checkTraffic(flowLog),
    ...checkValue(flowLog, 'traffic type', traffic, ALLOWED.traffic),
    ...checkValue(flowLog, 'interval', interval, ALLOWED.interval),
    ...checkTransitInterval(flowLog),
    ...checkValue(flowLog, 'destination type', destinationType, ALLOWED.destinationType),
    ...checkValue(flowLog, 'file format', fileFormat, ALLOWED.fileFormat),
    ...checkValue(flowLog, 'target kind', targetKind, ALLOWED.targetKind),
  ];
}

/** Source: CloudFormation, "AWS::EC2::FlowLog": `TrafficType` is required, and not supported for transit gateways. */
function checkTraffic(flowLog: AwsFlowLog): Verdict[] {
  return whenKnown(flowLog, resourceKindOf(flowLog), (kind) =>
    whenKnown(flowLog, flowLog.traffic, (traffic, at) => {
      const isTransit = kind === ResourceKind.TRANSIT_GATEWAY;
      if (isTransit && traffic !== undefined) {
        return fail(
          flowLog,
          `the traffic type is ${JSON.stringify(traffic)}; transit gateways do not support a traffic type`,
          {
            fix: 'remove the traffic type',
            at,
          },
        );
      }
      if (isTransit || traffic !== undefined) return pass(flowLog);
      return fail(flowLog, 'no traffic type is set; AWS requires one', {
        fix: `use one of ${ALLOWED.traffic.join(', ')}`,
        at,
      });
    }),
  );
}

/** Source: Amazon EC2 API Reference, "CreateFlowLogs", `MaxAggregationInterval`: 60 seconds for transit gateways. */
function checkTransitInterval(flowLog: AwsFlowLog): Verdict[] {
  const { transitGatewayInterval: only } = DEFAULTS;
  return whenKnown(flowLog, flowLog.interval, (seconds = only, at) => {
    // valid for every kind of target
    if (seconds === only) return pass(flowLog);
    return whenKnown(flowLog, flowLog.targetKind, (kind) =>
      isTransitGatewayKind(kind)
        ? fail(flowLog, `the interval is ${seconds} seconds; transit gateways support only ${only}`, {
            fix: `set the interval to ${only}`,
            at,
          })
        : pass(flowLog),
    );
  });
}

/** Source: Azure Network Watcher documentation, "Virtual network flow logs", on retention; azurerm provider, on names. */
function checkAzure(flowLog: AzureFlowLog): Verdict[] {
  const { version, analytics, retentionDays, name } = flowLog;
  return [
    ...whenKnown(flowLog, retentionDays, (days, at) =>
      !Number.isFinite(days) || (Number.isInteger(days) && days >= 0 && days <= MAX_RETENTION_DAYS)
        ? pass(flowLog)
        : fail(flowLog, `the retention is ${days} days; expected 0 to ${MAX_RETENTION_DAYS}`, {
            fix: `set the retention to at most ${MAX_RETENTION_DAYS} days; a lifecycle rule can retain blobs longer`,
            at,
          }),
    ),
    ...whenKnown(flowLog, name, (given, at) => {
      const problem = given === undefined ? undefined : flowLogNameProblem(given);
      return problem === undefined
        ? pass(flowLog)
        : fail(flowLog, problem.replace(/^flowLogName/, 'the name'), { fix: 'change the name', at });
    }),
    ...checkValue(flowLog, 'version', version, ALLOWED.version),
    ...whenKnown(flowLog, analytics, (settings) =>
      settings === undefined
        ? pass(flowLog)
        : checkValue(flowLog, 'Traffic Analytics interval', settings.interval, ALLOWED.analyticsInterval),
    ),
  ];
}

function checkValue<T extends string | number>(
  flowLog: AwsFlowLog | AzureFlowLog,
  setting: string,
  value: Value<T | undefined>,
  allowed: readonly T[],
): Verdict[] {
  return whenKnown(flowLog, value, (given, at) => {
    if (given === undefined || allowed.includes(given)) return pass(flowLog);
    const similar = typeof given === 'string' ? similarTo(given, allowed) : undefined;
    return fail(
      flowLog,
      `the ${setting} is ${JSON.stringify(given)}; expected one of ${allowed.join(', ')}`,
      {
        fix: similar === undefined ? `use one of ${allowed.join(', ')}` : `write ${similar}`,
        at,
      },
    );
  });
}

/** The allowed value that resembles a text, regardless of case. Numbers have no suggestion. */
function similarTo<T>(given: string, allowed: readonly T[]): T | undefined {
  const small = allowed.map((each) => String(each).toLowerCase());
  return allowed[small.indexOf(didYouMean(given, small) ?? '')];
}
