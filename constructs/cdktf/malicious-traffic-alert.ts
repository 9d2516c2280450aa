import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import type { AlertDuration } from '../../azure/alerts';
import { AlertSeverity } from '../alert-severity';
import { throwProblems } from '../throw-problems';
import type { AlertProps } from './alert-props';
import { alertProblems, alertRule } from './private/alert-rule';
import { compareWithFeeds } from './private/analytics-feeds';
import { instanceProblems } from './private/instances';
import { referenceProblems, SynthValue } from './private/known';
import { useProviderOf } from './private/provider-of';
import type { ThreatSource } from './threat-source';

/** Props of `MaliciousTrafficAlert`. */
export interface MaliciousTrafficAlertProps extends AlertProps {
  /** Source of malicious addresses. */
  readonly source: ThreatSource;

  /**
   * Time range of each run: for Traffic Analytics, at least twice its interval.
   *
   * @default - one or two hours, by the interval of Traffic Analytics; 15 minutes for VM connections; 30 minutes for lists
   */
  readonly window?: AlertDuration;

  /**
   * Severity of the alert.
   *
   * @default AlertSeverity.ERROR
   */
  readonly severity?: AlertSeverity;
}

/**
 * An alert on inbound and outbound traffic with malicious addresses. It fires for each address and threat type.
 *
 * @example
 * new MaliciousTrafficAlert(stack, 'Malicious', {
 *   source: ThreatSource.trafficAnalytics(trafficAnalytics),
 *   emails: ['security@example.com'],
 * });
 *
 * @example
 * new MaliciousTrafficAlert(stack, 'Listed', {
 *   source: ThreatSource.lake(lake),
 *   emails: ['security@example.com'],
 * });
 *
 * @throws Error that lists all problems of the props
 */
export class MaliciousTrafficAlert extends Construct {
  /** ARM id of the alert rule. */
  readonly alertRuleId: string;

  constructor(scope: Construct, id: string, props: MaliciousTrafficAlertProps) {
    super(scope, id);
    throwProblems(
      this,
      referenceProblems(props, { source: SynthValue.OBJECT, resourceGroup: SynthValue.OBJECT }),
    );
    const {
      workspace,
      query,
      trafficAnalytics,
      warnings,
      problems = [],
      window: fitting,
    } = props.source.bind();
    useProviderOf(this, workspace, props.provider);
    const { window = fitting, severity = AlertSeverity.ERROR } = props;
    throwProblems(this, [
      ...instanceProblems(this, {
        'the workspace of source': workspace.id,
        resourceGroup: props.resourceGroup?.name,
      }),
      ...problems,
      ...alertProblems(props, window, trafficAnalytics),
    ]);
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    if (trafficAnalytics) compareWithFeeds(this, { workspace, window, isDeclared: true });
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
