import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import type { AlertDuration } from '../../azure/alerts';
import { throwProblems } from '../throw-problems';
import type { AlertProps } from './alert-props';
import { AlertSeverity } from './alert-receivers';
import { alertProblems, alertRule } from './private/alert-rule';
import type { ThreatSource } from './threat-source';

/** Props of `MaliciousTrafficAlert`. */
export interface MaliciousTrafficAlertProps extends AlertProps {
  /** Where malicious addresses are found. */
  readonly source: ThreatSource;

  /**
   * How far it looks back: for rows of Traffic Analytics at least twice its interval.
   *
   * @default - an hour or two, by the interval of Traffic Analytics; fifteen minutes for connections of machines
   */
  readonly window?: AlertDuration;

  /**
   * How severe it is.
   *
   * @default AlertSeverity.ERROR
   */
  readonly severity?: AlertSeverity;
}

/**
 * Tells of traffic with malicious addresses, inbound and outbound: an alert for each address and type of threat.
 *
 * @throws Error with every problem of the props
 */
export class MaliciousTrafficAlert extends Construct {
  /** ARM id of the alert rule. */
  readonly alertRuleId: string;

  constructor(scope: Construct, id: string, props: MaliciousTrafficAlertProps) {
    super(scope, id);
    const { workspace, query, trafficAnalytics, warnings, window: fitting } = props.source.bind();
    const { window = fitting, severity = AlertSeverity.ERROR } = props;
    throwProblems(this, alertProblems(props, window, trafficAnalytics));
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    this.alertRuleId = alertRule(this, {
      ...props,
      workspace,
      title: 'Traffic with a malicious address',
      description: query.about,
      kql: query.kql,
      dimensions: [query.addressColumn, query.threatColumn],
      window,
      severity,
    });
  }
}
