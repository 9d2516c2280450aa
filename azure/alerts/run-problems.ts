import { type AlertDuration, EVALUATION_FREQUENCIES, WINDOW_DURATIONS } from './alert-window';

/** Validates the evaluation frequency and the window of an alert, as far as they are known. Returns all problems. */
export function runProblems(
  frequency: AlertDuration | undefined,
  window: AlertDuration | undefined,
): string[] {
  const every = frequency && EVALUATION_FREQUENCIES.get(frequency);
  const back = window && WINDOW_DURATIONS.get(window);
  const problems: string[] = [];
  if (frequency && every === undefined)
    problems.push(notOneOf('frequency', frequency, EVALUATION_FREQUENCIES));
  if (window && back === undefined) problems.push(notOneOf('window', window, WINDOW_DURATIONS));
  if (every !== undefined && back !== undefined && every > back) {
    problems.push(
      `frequency is ${frequency} and window is ${window}: the alert misses rows between two windows; use a window that is ` +
        'at least as long as the frequency',
    );
  }
  return problems;
}

function notOneOf(prop: string, seen: string, durations: ReadonlyMap<string, number>): string {
  return `${prop} is ${JSON.stringify(seen)}: expected one of ${[...durations.keys()].join(', ')}`;
}
