import { plural } from './summary';

/** A part of a report. */
export interface Section {
  readonly text: string;
  /** The text if the whole does not fit. @default - the section is omitted */
  readonly short?: string;
}

/** Space for the last line. */
const LAST_LINE = 200;

/**
 * Joins sections up to a maximum length. The first sections are the most important ones. A section that does not fit is
 * shortened or omitted, and later sections that fit are kept.
 */
export function fittedSections(head: string, sections: readonly Section[], most: number): string {
  let text = head;
  let omitted = 0;
  for (const section of sections) {
    const [whole, short] = [`\n${section.text}\n`, section.short && `\n${section.short}\n`];
    if (text.length + whole.length <= most - LAST_LINE) text += whole;
    else if (short && text.length + short.length <= most - LAST_LINE) text += short;
    else omitted += 1;
  }
  if (omitted === 0) return text;
  return `${text}\n${plural(omitted, 'more section')}: use another report for all findings, for example \`--report json=report.json\`\n`;
}
