import { ResourceKind } from '../../aws/fields';
import { didYouMean } from '../../flows/did-you-mean';
import { type AwsFlowLog, type AzureFlowLog, Cloud, isAwsFlowLog, type Value } from '../facts';
import { ALLOWED } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { resourceKindOf } from '../rule-support/written-format';
import { Severity } from '../severity';

export const INVALID_ENUM: Rule = {
  id: 'FLS303',
  name: 'invalid-enum',
  title: 'values are among those that the cloud takes',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The cloud refuses the flow log when it is deployed, after everything before it was.',
  fix: 'take one of the values that the message names',
  bad: flowLogExample({ TrafficType: 'all' }),
  good: flowLogExample({ TrafficType: 'ALL' }),

  check: (model) =>
    model.flowLogs.flatMap((flowLog) => (isAwsFlowLog(flowLog) ? ofAws(flowLog) : ofAzure(flowLog))),
};

function ofAws(flowLog: AwsFlowLog): Verdict[] {
  const { traffic, interval, destinationType, fileFormat, targetKind } = flowLog;
  return [
    ...trafficOf(flowLog),
    ...judged(flowLog, 'traffic type', traffic, ALLOWED.traffic),
    ...judged(flowLog, 'interval', interval, ALLOWED.interval),
    ...judged(flowLog, 'destination type', destinationType, ALLOWED.destinationType),
    ...judged(flowLog, 'file format', fileFormat, ALLOWED.fileFormat),
    ...judged(flowLog, 'kind of target', targetKind, ALLOWED.targetKind),
  ];
}

/** Source: CloudFormation, "AWS::EC2::FlowLog": `TrafficType` is required, and not supported for transit gateways. */
function trafficOf(flowLog: AwsFlowLog): Verdict[] {
  return whenKnown(flowLog, resourceKindOf(flowLog), (kind) =>
    whenKnown(flowLog, flowLog.traffic, (traffic, at) => {
      const isTransit = kind === ResourceKind.TRANSIT_GATEWAY;
      if (isTransit && traffic !== undefined) {
        return fail(flowLog, `the traffic type is ${JSON.stringify(traffic)}: transit gateways take none`, {
          fix: 'leave the traffic type out',
          at,
        });
      }
      if (isTransit || traffic !== undefined) return pass(flowLog);
      return fail(flowLog, 'no traffic type is given: AWS makes no flow log without one', {
        fix: `take one of ${ALLOWED.traffic.join(', ')}`,
        at,
      });
    }),
  );
}

function ofAzure(flowLog: AzureFlowLog): Verdict[] {
  const { version, analytics } = flowLog;
  return [
    ...judged(flowLog, 'version', version, ALLOWED.version),
    ...whenKnown(flowLog, analytics, (settings) =>
      settings === undefined
        ? pass(flowLog)
        : judged(flowLog, 'interval of Traffic Analytics', settings.interval, ALLOWED.analyticsInterval),
    ),
  ];
}

function judged<T extends string | number>(
  flowLog: AwsFlowLog | AzureFlowLog,
  what: string,
  value: Value<T | undefined>,
  allowed: readonly T[],
): Verdict[] {
  return whenKnown(flowLog, value, (given, at) => {
    if (given === undefined || allowed.includes(given)) return pass(flowLog);
    const meant = typeof given === 'string' ? likeOne(given, allowed) : undefined;
    return fail(flowLog, `the ${what} is ${JSON.stringify(given)}: there are ${allowed.join(', ')}`, {
      fix: meant === undefined ? `take one of ${allowed.join(', ')}` : `write ${meant}`,
      at,
    });
  });
}

/** The word that was meant: letters of the other case are a slip, other figures are not. */
function likeOne<T>(given: string, allowed: readonly T[]): T | undefined {
  const small = allowed.map((each) => String(each).toLowerCase());
  return allowed[small.indexOf(didYouMean(given, small) ?? '')];
}
