/** Returns a literal of a text. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Returns a literal of a time, in UTC. */
export function timeLiteral(time: Date): string {
  return `timestamp '${time.toISOString().replace('T', ' ').replace('Z', '')}'`;
}

/** Returns the text of the UTC day of a time, as in the column `day`. */
export function dayText(time: Date): string {
  return time.toISOString().slice(0, 10);
}
