import { objectOf } from '../../flows/json-object';
import { THREAT_DIMENSION } from '../normalizer/metrics';

/** Environment variables that configure the function. The constructs set them. */
export const NOTIFIER_ENVIRONMENT = {
  sightingLogGroup: 'FLOW_SIGHTING_LOG_GROUP',
  topic: 'FLOW_ALERT_TOPIC',
  windowMinutes: 'FLOW_ALERT_WINDOW_MINUTES',
  severity: 'FLOW_ALERT_SEVERITY',
  types: 'FLOW_ALERT_TYPES',
  acceptedOnly: 'FLOW_ALERT_ACCEPTED_ONLY',
  database: 'FLOW_DATABASE',
  workgroup: 'FLOW_WORKGROUP',
  urlSuffix: 'FLOW_URL_SUFFIX',
} as const;

/** Configuration of the function. */
export interface NotifierSettings {
  /** Log group of the normalizer. */
  readonly sightingLogGroup: string;
  /** Log group of this function. It contains which addresses were reported. */
  readonly ownLogGroup: string;
  /** ARN of the topic. */
  readonly topic: string;
  readonly windowMillis: number;
  readonly severity: string;
  /** Types of threat to report. Empty: all. */
  readonly types: readonly string[];
  readonly acceptedOnly: boolean;
  readonly database: string;
  readonly workgroup: string;
}

/**
 * Reads the function's configuration.
 *
 * @throws Error that lists every variable that is missing or not valid
 */
export function readNotifierSettings(
  environment: Readonly<Record<string, string | undefined>>,
): NotifierSettings {
  const problems: string[] = [];
  const text = (name: string) => {
    const value = environment[name] ?? '';
    if (value === '') problems.push(`${name} is not set`);
    return value;
  };
  const minutes = Number(text(NOTIFIER_ENVIRONMENT.windowMinutes));
  if (!(Number.isSafeInteger(minutes) && minutes > 0)) {
    problems.push(
      `${NOTIFIER_ENVIRONMENT.windowMinutes} is ${minutes}: set a positive whole number of minutes`,
    );
  }
  const settings = {
    sightingLogGroup: text(NOTIFIER_ENVIRONMENT.sightingLogGroup),
    // Lambda sets it, whatever the log group is
    ownLogGroup: text('AWS_LAMBDA_LOG_GROUP_NAME'),
    topic: text(NOTIFIER_ENVIRONMENT.topic),
    windowMillis: minutes * 60_000,
    severity: text(NOTIFIER_ENVIRONMENT.severity),
    types: JSON.parse(environment[NOTIFIER_ENVIRONMENT.types] ?? '[]') as string[],
    acceptedOnly: environment[NOTIFIER_ENVIRONMENT.acceptedOnly] === 'true',
    database: text(NOTIFIER_ENVIRONMENT.database),
    workgroup: text(NOTIFIER_ENVIRONMENT.workgroup),
  };
  if (problems.length > 0)
    throw new Error(`the configuration of the notifier is not valid: ${problems.join('; ')}`);
  return settings;
}

/**
 * Returns the settings of an invocation. Alarms on several types of threat fire at the same time: each reports its own
 * type, so that no two messages have the same addresses.
 *
 * Source: CloudWatch User Guide, "Invoke a Lambda function from an alarm": `alarmData.configuration.metrics`.
 *
 * @param event - an event of an alarm, or any other event
 */
export function settingsOfEvent(settings: NotifierSettings, event: unknown): NotifierSettings {
  const { metrics } = objectOf(objectOf(objectOf(event).alarmData).configuration);
  const { metricStat } = objectOf(Array.isArray(metrics) ? metrics[0] : undefined);
  const type = objectOf(objectOf(objectOf(metricStat).metric).dimensions)[THREAT_DIMENSION];
  return typeof type === 'string' && settings.types.includes(type)
    ? { ...settings, types: [type] }
    : settings;
}
