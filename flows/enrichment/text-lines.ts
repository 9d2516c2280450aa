const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A line of a file. */
export interface TextLine {
  /** Number of the line, from 1. */
  readonly number: number;
  readonly text: string;
  /** Whether the text is only the beginning of the line, because the line is longer than allowed. */
  readonly isCut: boolean;
}

/**
 * Splits UTF-8 text into lines, without a text of the whole file: lists can have hundreds of megabytes. Files of old systems
 * have carriage returns only.
 *
 * @param maxBytes - longest line
 */
export function* textLines(content: Buffer, maxBytes: number): Generator<TextLine> {
  const lineEnd = content.includes(LINE_FEED) ? LINE_FEED : CARRIAGE_RETURN;
  for (let from = 0, number = 1; from < content.length; number++) {
    const found = content.indexOf(lineEnd, from);
    const end = found < 0 ? content.length : found;
    const isCut = end - from > maxBytes;
    yield { number, text: content.toString('utf8', from, isCut ? from + maxBytes : end), isCut };
    from = end + 1;
  }
}
