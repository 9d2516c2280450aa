import type { UnreadPart } from '../../standard/facts';

/** Notes about the parts of artifacts that were not read, for commands that have no findings. */
export function unreadNotes(unread: readonly UnreadPart[]): string[] {
  return unread.map(({ subject, cause, fix }) => `${subject.title} is not read: ${cause}; ${fix}`);
}

/** The error for artifacts in which nothing was understood. */
export function notUnderstoodError(artifacts: readonly string[]): string {
  return `error: nothing was understood in ${artifacts.join(', ')}: the notes state the causes and the fixes\n`;
}
