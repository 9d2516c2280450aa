import { parseSightingLine, type SightingLine } from '../../flows/enrichment/sighting-line';
import { alertMessage } from '../threats/alert-message';
import { NOTIFIED_PATTERN, notifiedKeys, notifiedLines } from '../threats/notified-line';
import { SIGHTING_PATTERN } from '../threats/sighting-pattern';
import { summarizeSightings, threatKey } from '../threats/threat-summary';
import type { NotifierSettings } from './settings';

const HOUR = 3_600_000;
/** Sightings before the window are read again, in case that an earlier run failed. */
const OVERLAP_MILLIS = HOUR;
/** After this time an address is reported again. */
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
}

/**
 * Reports the addresses that were sighted recently and not reported in the last 24 hours, as one message. The alarm invokes
 * it as soon as there is traffic; a schedule invokes it in each window, because an alarm that stays in its state does not
 * notify again, and so that a run that fails is repeated.
 *
 * @returns the number of addresses that were reported
 */
export async function notify(context: NotifierContext): Promise<number> {
  const { settings, search, publish, log, now } = context;
  const to = now();
  const found = await search({
    logGroup: settings.sightingLogGroup,
    pattern: SIGHTING_PATTERN,
    from: to - settings.windowMillis - OVERLAP_MILLIS,
    to,
  });
  const sightings = found.lines
    .map(parseSightingLine)
    .filter((line): line is SightingLine => line !== undefined && isReported(line, settings));
  if (sightings.length === 0) return 0;
  const reported = await search({
    logGroup: settings.ownLogGroup,
    pattern: NOTIFIED_PATTERN,
    from: to - REPEAT_MILLIS,
    to,
  });
  const known = new Set(reported.lines.flatMap(notifiedKeys));
  const threats = summarizeSightings(sightings).filter((threat) => !known.has(threatKey(threat)));
  if (threats.length === 0) return 0;
  const { severity, database, workgroup, sightingLogGroup: logGroup } = settings;
  const { isIncomplete } = found;
  await publish(alertMessage({ threats, severity, database, workgroup, logGroup, isIncomplete, now: to }));
  // an address is reported again if its message could not be published
  for (const line of notifiedLines(threats.map(threatKey))) log(line);
  return threats.length;
}

function isReported({ type, action }: SightingLine, { types, acceptedOnly }: NotifierSettings): boolean {
  return (types.length === 0 || types.includes(type)) && !(acceptedOnly && action === 'reject');
}
