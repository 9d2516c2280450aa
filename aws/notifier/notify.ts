import { parseSightingLine, type SightingLine } from '../../flows/enrichment/sighting-line';
import { alertMessage } from '../threats/alert-message';
import { NOTIFIED_PATTERN, notifiedKeys, notifiedLines } from '../threats/notified-line';
import { SIGHTING_PATTERN } from '../threats/sighting-pattern';
import { summarizeSightings, type ThreatSummary, threatKeys } from '../threats/threat-summary';
import type { NotifierSettings } from './settings';

const HOUR = 3_600_000;
/** Sightings before the window are read again, in case that an earlier run failed. */
const OVERLAP_MILLIS = HOUR;
/** After this time an address is reported again, if the sightings that are read are not older. */
export const REPEAT_MILLIS = 24 * HOUR;

/** A search in a log group. */
export interface LogSearch {
  readonly logGroup: string;
  readonly pattern: string;
  /** Times in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** The lines that a search found. */
export interface LogLines {
  readonly lines: readonly string[];
  /** Whether the log group has more than the search may read. */
  readonly isIncomplete: boolean;
}

/** Services that the notifier uses. */
export interface NotifierContext {
  readonly settings: NotifierSettings;
  readonly search: (search: LogSearch) => Promise<LogLines>;
  /** Publishes a message to the topic. */
  readonly publish: (message: { readonly subject: string; readonly text: string }) => Promise<void>;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
  /** Current time in milliseconds since 1970. */
  readonly now: () => number;
  /** What this instance reported, with the times: a search does not find lines of the last seconds yet. */
  readonly recent: Map<string, number>;
}

/**
 * Reports the addresses that were sighted recently and not reported in the last 24 hours, as one message. The alarm invokes
 * it as soon as there is traffic; a schedule invokes it in each window, because an alarm that stays in its state does not
 * notify again, and so that a run that fails is repeated.
 *
 * @returns the number of addresses that were reported
 * @throws Error if a service does not respond, or if sightings cannot be read and no message states this
 */
export async function notify(context: NotifierContext): Promise<number> {
  const { settings, search, publish, log, now, recent } = context;
  const to = now();
  const from = to - settings.windowMillis - OVERLAP_MILLIS;
  const { lines, isIncomplete } = await search({
    logGroup: settings.sightingLogGroup,
    pattern: SIGHTING_PATTERN,
    from,
    to,
  });
  const sightings = lines
    .map(parseSightingLine)
    .filter((line): line is SightingLine => line !== undefined && isReported(line, settings));
  const threats = await newThreats(sightings, context, Math.min(from, to - REPEAT_MILLIS));
  const { severity, database, workgroup, sightingLogGroup: logGroup } = settings;
  if (threats.length === 0) {
    if (isIncomplete) throw new Error(incompleteText(logGroup));
    return 0;
  }
  await publish(alertMessage({ threats, severity, database, workgroup, logGroup, isIncomplete, now: to }));
  // an address is reported again if its message could not be published
  const keys = threats.flatMap(threatKeys);
  for (const key of keys) recent.set(key, to);
  for (const line of notifiedLines(keys)) log(line);
  return threats.length;
}

/** The threats of which something was not reported since a time, by any instance. */
async function newThreats(
  sightings: readonly SightingLine[],
  { settings, search, now, recent }: NotifierContext,
  since: number,
): Promise<ThreatSummary[]> {
  if (sightings.length === 0) return [];
  const { ownLogGroup: logGroup } = settings;
  const { lines } = await search({ logGroup, pattern: NOTIFIED_PATTERN, from: since, to: now() });
  for (const [key, at] of recent) if (at < since) recent.delete(key);
  const known = new Set([...lines.flatMap(notifiedKeys), ...recent.keys()]);
  return summarizeSightings(sightings).filter((threat) => threatKeys(threat).some((key) => !known.has(key)));
}

function incompleteText(logGroup: string): string {
  return (
    `the log group ${logGroup} has more sightings than the alert can read, and those that it read are reported already. ` +
    'Sightings can be missing: shorten the window of the alert, or query the table'
  );
}

function isReported({ type, action }: SightingLine, { types, acceptedOnly }: NotifierSettings): boolean {
  return (types.length === 0 || types.includes(type)) && !(acceptedOnly && action === 'reject');
}
