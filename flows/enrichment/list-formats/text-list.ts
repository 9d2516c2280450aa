import { textLines } from '../text-lines';
import { splitThreatLine } from '../threat-line';
import type { ThreatListReading } from '../threat-list-reading';
import { alienVaultEntry } from './alien-vault';
import { type CsvColumns, csvColumns, fitsColumns, readCsvLine } from './csv-columns';
import { isExitNodeLine, torExitAddress } from './tor-exits';
import { rangeProblem, rangeWithMask } from './two-addresses';

/** Longest line in bytes. Entries with their descriptions are shorter. */
const MAX_LINE_BYTES = 64 * 1024;
/** Lines between two pauses. */
const LINES_OF_PART = 20_000;
/** Type of the addresses of Tor's list of exit nodes. */
const TOR_EXIT = 'Tor exit node';

/**
 * Reads a list with an entry on each line: addresses, networks or ranges with an optional type, CSV with column names,
 * AlienVault's reputation data, DShield's block list or Tor's exit addresses.
 */
export function* readTextList(content: Buffer, reading: ThreatListReading): Generator<undefined, void> {
  let columns: CsvColumns | undefined;
  for (const { number, text, isCut } of textLines(content, MAX_LINE_BYTES)) {
    const where = `line ${number}`;
    if (number % LINES_OF_PART === 0) yield;
    if (isCut) {
      reading.bad(where, text, `the line has more than ${MAX_LINE_BYTES} bytes`);
      continue;
    }
    // column names come first, and can be a comment
    const names: CsvColumns | undefined =
      reading.isAtStart && (columns?.isComment ?? true) ? csvColumns(text) : undefined;
    if (names) {
      columns = names;
      continue;
    }
    // a comment can look like column names
    if (columns?.isComment && reading.isAtStart && !fitsColumns(text, columns)) columns = undefined;
    if (columns) readCsvLine(text, columns, where, reading);
    else readLine(text, where, reading);
  }
}

function readLine(line: string, where: string, reading: ThreatListReading): void {
  const alienVault = line.includes('#') ? alienVaultEntry(line) : undefined;
  if (alienVault) {
    reading.add(where, alienVault.network, alienVault.rest);
    return;
  }
  const exit = torExitAddress(line);
  if (exit !== undefined) {
    reading.add(where, exit, TOR_EXIT);
    return;
  }
  if (isExitNodeLine(line)) return;
  const parts = splitThreatLine(line);
  if (!parts) return;
  const { network, rest } = parts;
  const range = rangeWithMask(network, rest);
  if (range !== undefined) reading.add(where, range, '');
  else {
    const problem = rangeProblem(network, rest);
    if (problem === undefined) reading.add(where, network, unquoted(rest));
    else reading.bad(where, `${network} ${rest}`, problem);
  }
}

function unquoted(text: string): string {
  const type = text.trim();
  return type.length > 1 && type.startsWith('"') && type.endsWith('"') ? type.slice(1, -1) : type;
}
