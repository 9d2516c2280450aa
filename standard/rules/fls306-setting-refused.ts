import { DestinationType } from '../../aws/flow-log';
import { type AwsFlowLog, type AzureFlowLog, Cloud, isAwsFlowLog, UnknownCause } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { parsedFormat } from '../rule-support/written-format';
import { Severity } from '../severity';

export const SETTING_REFUSED: Rule = {
  id: 'FLS306',
  name: 'setting-refused',
  title: 'every flow log has the settings that its other settings require, and none that they exclude',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The cloud rejects the flow log, and the deployment fails after it has created other resources.',
  fix: 'remove the setting that the message names, or add the one that is missing',
  bad: flowLogExample({
    LogDestinationType: 's3',
    DeliverLogsPermissionArn: 'arn:aws:iam::111122223333:role/flow-logs',
  }),
  good: flowLogExample({ LogDestinationType: 's3' }),

  check: (model) =>
    model.flowLogs.flatMap((flowLog) =>
      isAwsFlowLog(flowLog) ? checkAws(flowLog) : [...checkAnalytics(flowLog), ...checkIdentity(flowLog)],
    ),
};

function checkAws(flowLog: AwsFlowLog): Verdict[] {
  return [
    ...whenKnown(flowLog, flowLog.destinationType, (type = DEFAULTS.destinationType) => {
      if (type === DestinationType.S3) return checkRole(flowLog);
      if (type === DestinationType.CLOUD_WATCH_LOGS) return [...checkOptions(flowLog), ...checkArns(flowLog)];
      return type === DestinationType.FIREHOSE
        ? [...checkStreamRoles(flowLog), ...checkArns(flowLog)]
        : [pass(flowLog)];
    }),
    ...checkTags(flowLog),
  ];
}

/** Source: Amazon EC2 API Reference, "CreateFlowLogs", `DeliverLogsPermissionArn`. */
function checkRole(flowLog: AwsFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.deliveryRole, (hasRole, at) =>
    hasRole
      ? fail(flowLog, 'a delivery role is set; AWS accepts none for delivery to S3', {
          fix: 'remove the delivery role: the policy of the bucket grants the access',
          at,
        })
      : pass(flowLog),
  );
}

/** Source: Amazon EC2 API Reference, "CreateFlowLogs": both roles are ARNs. */
function checkArns(flowLog: AwsFlowLog): Verdict[] {
  const { own, crossAccount } = flowLog.roles;
  return [own, crossAccount].flatMap((role) => {
    const fix = 'write the ARN of the role: in a template, Fn::GetAtt with the attribute Arn in place of Ref';
    // FLS407 reports roles that are unknown
    if (!role.known)
      return role.cause === UnknownCause.INVALID ? [fail(flowLog, role.reason, { fix, at: role.at })] : [];
    if (!role.value?.isNamed) return [];
    const message = `a role is given as the name of ${role.value.title}; AWS expects its ARN`;
    return [fail(flowLog, message, { fix, at: role.at })];
  });
}

/** Source: Amazon EC2 API Reference, "DestinationOptionsRequest": options of a destination in S3. */
function checkOptions(flowLog: AwsFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.hasOptions, (hasOptions, at) =>
    hasOptions
      ? fail(flowLog, 'options of the files are set; AWS accepts none for delivery to CloudWatch Logs', {
          fix: 'remove the destination options, or deliver to S3',
          at,
        })
      : pass(flowLog),
  );
}

/** Source: Amazon VPC User Guide, "Publish flow logs to Amazon Data Firehose", cross-account delivery. */
function checkStreamRoles(flowLog: AwsFlowLog): Verdict[] {
  const { deliveryRole, crossAccountRole, destination, account } = flowLog;
  return whenKnown(flowLog, deliveryRole, (hasRole, at) =>
    whenKnown(flowLog, crossAccountRole, (hasCrossAccountRole, place) => {
      if (hasRole && hasCrossAccountRole) return pass(flowLog);
      if (hasRole || hasCrossAccountRole) {
        const [given, missing] = hasRole ? ['delivery', 'cross-account'] : ['cross-account', 'delivery'];
        return fail(flowLog, `a ${given} role is set without a ${missing} role; AWS requires both or none`, {
          fix: 'set both roles for a stream of another account, or none for a stream of the same account',
          at: hasRole ? at : place,
        });
      }
      return whenKnown(flowLog, destination, (stream, where) => {
        // a stack deploys into one account
        if (stream.externalId === undefined && stream.unit.name === flowLog.unit.name) return pass(flowLog);
        return whenKnown(flowLog, stream.account, (owner) =>
          whenKnown(flowLog, account, (own) =>
            owner === own
              ? pass(flowLog)
              : fail(
                  flowLog,
                  `the stream is in account ${owner}, and no role for cross-account delivery is set`,
                  {
                    fix: 'set a delivery role and a cross-account role',
                    at: where,
                  },
                ),
          ),
        );
      });
    }),
  );
}

const TAG_FIELD = /^(instance|interface|asg)-tag(-2)?$/;

/** Source: Amazon VPC User Guide, "Flow log records", on tag fields. */
function checkTags(flowLog: AwsFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.format, (text, at) => {
    const tags = parsedFormat(text, flowLog).fields.filter(({ name }) => TAG_FIELD.test(name));
    if (tags.length === 0) return pass(flowLog);
    return whenKnown(flowLog, flowLog.hasTagKeys, (hasKeys) =>
      hasKeys
        ? pass(flowLog)
        : fail(
            flowLog,
            `the log format has ${tags.map(({ name }) => name).join(', ')}, but no tags are specified`,
            {
              fix: 'set TagFieldSpecifications, or remove the fields',
              at,
            },
          ),
    );
  });
}

/** Source: Azure REST API, "Flow Logs", `networkWatcherFlowAnalyticsConfiguration`. */
function checkAnalytics(flowLog: AzureFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.analytics, (analytics) => {
    if (analytics === undefined) return pass(flowLog);
    return whenKnown(flowLog, analytics.enabled, (enabled) => {
      if (!enabled) return pass(flowLog);
      return whenKnown(flowLog, analytics.workspace, (workspace, at) =>
        workspace === undefined
          ? fail(flowLog, 'Traffic Analytics is enabled without a workspace', {
              fix: 'set the resource id of a Log Analytics workspace',
              at,
            })
          : pass(flowLog),
      );
    });
  });
}

/** Source: Azure Network Watcher documentation, "Managed identity for virtual network flow logs"; azure-rest-api-specs issue 36418. */
function checkIdentity(flowLog: AzureFlowLog): Verdict[] {
  return whenKnown(flowLog, flowLog.identityType, (type, at) =>
    type === undefined || type.toLowerCase() === 'userassigned'
      ? pass(flowLog)
      : fail(flowLog, `the type of the identity is ${type}; Azure accepts only UserAssigned for flow logs`, {
          fix: 'set a user-assigned identity with the role Storage Blob Data Contributor on the account',
          at,
        }),
  );
}
