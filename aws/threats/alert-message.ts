import { threatQuery } from './threat-query';
import type { ThreatSummary, ThreatTraffic } from './threat-summary';

/** Longest subject. Source: Amazon SNS API Reference, "Publish". */
const MAX_SUBJECT_LENGTH = 99;
/** Most addresses in the text, and in its query. */
export const MAX_SHOWN = 50;
/** Most bytes of the paragraphs: a message has at most 262,144. Source: Amazon SNS API Reference, "Publish". */
const MAX_PARAGRAPH_BYTES = 200_000;
const MAX_TEXT_LENGTH = 120;
const MAX_LISTED = 5;
const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** What the message of an alert states. */
export interface AlertContent {
  /** Addresses that are new since the last message. At least one. */
  readonly threats: readonly ThreatSummary[];
  /** Severity in the subject, such as `ERROR`. */
  readonly severity: string;
  readonly database: string;
  readonly workgroup: string;
  /** Name of the log group with the sightings. */
  readonly logGroup: string;
  /** Whether the log has more sightings than were read. */
  readonly isIncomplete: boolean;
  /** Time of the alert, in milliseconds since 1970. */
  readonly now: number;
}

/** A message for a topic. */
export interface AlertMessage {
  readonly subject: string;
  readonly text: string;
}

/**
 * Writes the message of an alert. Types, lists and networks are texts of lists and records, so control characters are
 * replaced and long texts truncated.
 */
export function alertMessage(content: AlertContent): AlertMessage {
  const { threats, severity, database, workgroup, logGroup, isIncomplete, now } = content;
  const shown = paragraphs(threats.slice(0, MAX_SHOWN));
  const more = threats.length - shown.length;
  const addresses = count(new Set(threats.map(({ address }) => address)).size, 'malicious address', 'es');
  const types = [...new Set(threats.map(({ type }) => clean(type)))];
  const lines = [
    `Traffic with ${addresses} in the VPC flow logs.`,
    '',
    ...shown.flatMap((text) => [text, '']),
    ...(more > 0 ? [`${more} more addresses are left out. The query finds all.`, ''] : []),
    ...(isIncomplete
      ? [`The log group ${logGroup} has more sightings than the alert could read. The query finds all.`, '']
      : []),
    `To look further, run this query in the Athena workgroup ${workgroup}:`,
    '',
    threatQuery({ database, threats, onlyThese: more <= 0 && !isIncomplete, now }),
  ];
  return {
    subject: ascii(`[${severity}] Traffic with ${addresses} (${types.join(', ')})`),
    text: `${lines.join('\n')}\n`,
  };
}

/** The first paragraphs that fit into a message. */
function paragraphs(threats: readonly ThreatSummary[]): string[] {
  let bytes = 0;
  const texts = threats.map((threat) => paragraph(threat).join('\n'));
  const over = texts.findIndex((text) => {
    bytes += Buffer.byteLength(text);
    return bytes > MAX_PARAGRAPH_BYTES;
  });
  return over < 0 ? texts : texts.slice(0, over);
}

function paragraph({ address, type, ...threat }: ThreatSummary): string[] {
  const seen =
    threat.first === null || threat.last === null
      ? 'unknown'
      : `${utc(threat.first)} to ${utc(threat.last)} UTC`;
  return [
    `${address}  ${clean(type)}`,
    `  traffic:  ${threat.traffic.map(trafficText).join('; ')}`,
    `  seen:     ${seen}`,
    `  networks: ${listed(threat.networks)}`,
    `  accounts: ${listed(threat.accounts)}`,
    `  list:     ${listed(threat.sources)}`,
  ];
}

/** For example `inbound, accept, 12 records, 3.4 kB`. */
function trafficText({ direction, action, rows, bytes }: ThreatTraffic): string {
  return [
    direction,
    ...(action === null ? [] : [clean(action)]),
    count(rows, 'record', 's'),
    ...(bytes === null ? [] : [byteText(bytes)]),
  ].join(', ');
}

function listed(texts: readonly string[]): string {
  if (texts.length === 0) return 'unknown';
  const more = texts.length - MAX_LISTED;
  return texts.slice(0, MAX_LISTED).map(clean).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function count(number: number, noun: string, plural: string): string {
  return `${number} ${noun}${number === 1 ? '' : plural}`;
}

function byteText(bytes: bigint): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

/** `2026-11-30 22:04:59` */
function utc(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** Removes what could change the look of the text: control, format and line-separating characters. */
function clean(text: string): string {
  const replaced = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '?');
  return replaced.length > MAX_TEXT_LENGTH ? `${replaced.slice(0, MAX_TEXT_LENGTH)}...` : replaced;
}

/** A subject has printable ASCII characters only. Source: Amazon SNS API Reference, "Publish". */
function ascii(text: string): string {
  const subject = text.replace(/[^\x20-\x7e]/g, '?');
  return subject.length > MAX_SUBJECT_LENGTH ? `${subject.slice(0, MAX_SUBJECT_LENGTH - 3)}...` : subject;
}
