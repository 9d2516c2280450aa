/** Environment variables of the program. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that the construct sets. */
export const INPUT = {
  /** ARM id of the site. */
  siteId: 'FLOW_LOGS_SITE_ID',
  /** Path of the zip file, relative to the working directory. */
  package: 'FLOW_LOGS_PACKAGE',
  /** Minutes after which the program gives up. */
  timeoutMinutes: 'FLOW_LOGS_PUBLISH_MINUTES',
  /** Milliseconds before the first retry of a request; tests shorten them. */
  intervalMillis: 'FLOW_LOGS_PUBLISH_INTERVAL',
} as const;

/** Default duration after which the program gives up: a role needs up to ten minutes to take effect. */
export const DEFAULT_TIMEOUT_MINUTES = 20;

/** Returns whether a variable of the azurerm provider is on. Go parses it as a boolean. */
export function isOn(environment: Environment, name: string): boolean {
  return ['1', 't', 'true'].includes((environment[name] ?? '').toLowerCase());
}
