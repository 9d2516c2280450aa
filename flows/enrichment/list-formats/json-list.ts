import { objectOf } from '../../json-object';
import type { ThreatListReading } from '../threat-list-reading';
import { readJsonEntry } from './json-entry';
import { type JsonItem, jsonItems } from './json-objects';

/** Largest entry in bytes. Entries with their descriptions are smaller. */
const MAX_ENTRY_BYTES = 2 ** 20;
/** Entries between two pauses. */
const ENTRIES_OF_PART = 10_000;
const NEWLINE = 0x0a;
const SHOWN_BYTES = 200;
/** Lists of entries in STIX bundles and in MISP events. */
const LIST_NAMES: ReadonlySet<string> = new Set(['objects', 'Attribute']);
const OBJECT_LINE = /^\{.*\},?$/;

/**
 * Reads a list in JSON: a STIX 2 bundle, a MISP event or export, a list of objects or texts, or an object on each line, as
 * Spamhaus publishes them.
 */
export function* readJsonList(content: Buffer, reading: ThreatListReading): Generator<undefined, void> {
  if (!hasObjectLines(content)) {
    yield* readDocument(content, 0, reading);
    return;
  }
  // a damaged line does not damage the lines after it
  let line = 0;
  for (let from = 0; from < content.length; line++) {
    const newline = content.indexOf(NEWLINE, from);
    const end = newline < 0 ? content.length : newline;
    yield* readDocument(content.subarray(from, end), line, reading);
    if (line % ENTRIES_OF_PART === 0) yield;
    from = end + 1;
  }
}

/** @param linesBefore - number of lines before the document */
function* readDocument(
  document: Buffer,
  linesBefore: number,
  reading: ThreatListReading,
): Generator<undefined, void> {
  const items = jsonItems(document, LIST_NAMES);
  let next = items.next();
  for (let count = 1; !next.done; count++) {
    readItem(document, next.value, linesBefore, reading);
    if (count % ENTRIES_OF_PART === 0) yield;
    next = items.next();
  }
  if (!next.value) return;
  const { line, problem } = next.value;
  reading.bad(`line ${linesBefore + line}`, document.toString('utf8', 0, SHOWN_BYTES), problem);
}

function readItem(
  document: Buffer,
  { from, to, line }: JsonItem,
  linesBefore: number,
  reading: ThreatListReading,
): void {
  const where = `line ${linesBefore + line}`;
  const shown = () => document.toString('utf8', from, Math.min(to, from + SHOWN_BYTES));
  if (to - from > MAX_ENTRY_BYTES) {
    reading.bad(where, shown(), `the entry has more than ${MAX_ENTRY_BYTES} bytes`);
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(document.toString('utf8', from, to));
  } catch {
    reading.bad(where, shown(), 'the entry is not valid JSON');
    return;
  }
  if (typeof value === 'string') reading.add(where, value, '');
  else readJsonEntry(objectOf(value), where, reading);
}

/** Whether the content has an object on each line. The first two lines show it. */
function hasObjectLines(content: Buffer): boolean {
  const end = content.indexOf(NEWLINE);
  if (end < 0 || end > MAX_ENTRY_BYTES || !OBJECT_LINE.test(content.toString('utf8', 0, end).trim()))
    return false;
  const second = content.toString('utf8', end + 1, end + 1 + SHOWN_BYTES).trimStart();
  return second.startsWith('{');
}
