import type { Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { AlertSeverity } from '../alert-severity';
import type { AlertReceivers } from './alert-receivers';
import type { ThreatSource } from './threat-source';

/** Props of `MaliciousTrafficAlert`. */
export interface MaliciousTrafficAlertProps extends AlertReceivers {
  /** Source of malicious addresses. */
  readonly source: ThreatSource;

  /**
   * Time range of the alarm, in whole minutes, at most a day. New addresses are reported at least once in each window.
   *
   * @default Duration.minutes(15)
   */
  readonly window?: Duration;

  /**
   * Severity of the alert. It is part of the subject, and the message attribute `severity` for subscription filters.
   *
   * @default AlertSeverity.ERROR
   */
  readonly severity?: AlertSeverity;

  /**
   * Types of threat that fire the alert, at most ten. Each has an alarm of its own.
   *
   * @example
   * new MaliciousTrafficAlert(this, 'Malicious', {
   *   source: ThreatSource.lake(lake),
   *   emails: ['security@example.com'],
   *   types: ['botnet', 'c2'],
   * });
   *
   * @default - all types
   */
  readonly types?: string[];

  /**
   * Whether traffic that a security group or network ACL rejected is left out. Scanners of the internet reach every public
   * address, and most of their traffic is rejected.
   *
   * @default false
   */
  readonly acceptedOnly?: boolean;

  /**
   * Key that encrypts the topic and the log of the notifier. The construct adds the services that need the key to its
   * policy. An alias is not accepted.
   *
   * @default - the key of the lake, if it has one
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Retention of the notifier's log.
   *
   * @default logs.RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;
}
