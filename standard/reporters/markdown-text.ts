/** Maximum length of one text of an artifact in a report. */
const MOST_CHARACTERS = 1_000;

/** Escapes untrusted text: mentions, links, Markdown and HTML. */
export function escaped(text: string): string {
  return clipped(text)
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]#|~$]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}

/** Returns untrusted text for a code span. */
export function code(text: string): string {
  return clipped(text).replace(/\s+/g, ' ').replaceAll('`', "'");
}

/** Returns untrusted text for a cell of a table. */
export function cell(text: string): string {
  return `\`${code(text).replaceAll('|', '\\|')}\``;
}

/** Returns a section that a reader can open. */
export function collapsed(title: string, lines: readonly string[]): string {
  return `<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function clipped(text: string): string {
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS)}... (${text.length - MOST_CHARACTERS} more characters)`;
}
