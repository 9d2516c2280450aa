import { AddressBits } from './address-bits';

/** The parts of a line of a threat list. */
export interface ThreatLine {
  /** Text of the address, network or range. */
  readonly network: string;
  /** What follows: the type of threat, or nothing. */
  readonly rest: string;
}

const COMMENT_SIGNS = ['#', '//'] as const;
const bits = new AddressBits();

/** Splits a line of a threat list. Returns undefined for a line without content. */
export function splitThreatLine(line: string): ThreatLine | undefined {
  const content = withoutComment(line).trim();
  // lists of Spamhaus have a semicolon before comments in lines of their own
  if (content === '' || content.startsWith(';')) return undefined;
  const quoted = content.startsWith('"') ? content.indexOf('"', 1) : -1;
  if (quoted > 0) return { network: content.slice(1, quoted), rest: restAfter(content, quoted + 1) };
  // a STIX pattern contains spaces
  const bracketed = content.startsWith('[') ? Math.max(0, content.indexOf(']')) : 0;
  const end = nextSeparator(content, bracketed);
  return rangeOf(content.slice(0, end), restAfter(content, end));
}

function withoutComment(line: string): string {
  let end = line.length;
  for (const sign of COMMENT_SIGNS) {
    const at = line.indexOf(sign);
    if (at >= 0 && at < end) end = at;
  }
  return line.slice(0, end);
}

/** A range can have spaces around its dash. */
function rangeOf(network: string, rest: string): ThreatLine {
  if (!rest.startsWith('-')) return { network, rest };
  const after = rest.slice(1).trimStart();
  const end = nextSeparator(after, 0);
  const last = after.slice(0, end);
  return bits.parseText(last)
    ? { network: `${network}-${last}`, rest: restAfter(after, end) }
    : { network, rest };
}

function restAfter(text: string, from: number): string {
  let at = from;
  while (at < text.length && isSeparator(text.charCodeAt(at))) at++;
  return text.slice(at);
}

function nextSeparator(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSeparator(text.charCodeAt(at))) at++;
  return at;
}

/** White space, a comma or a semicolon. */
function isSeparator(character: number): boolean {
  return character <= 0x20 || character === 0x2c || character === 0x3b;
}
