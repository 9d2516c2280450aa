import { type AlertDuration, EVALUATION_FREQUENCIES, WINDOW_DURATIONS } from './alert-window';

/** What is wrong with how often an alert runs and how far it looks back. */
export function runProblems(frequency: AlertDuration, window: AlertDuration): string[] {
  const [every, back] = [EVALUATION_FREQUENCIES.get(frequency), WINDOW_DURATIONS.get(window)];
  const problems: string[] = [];
  if (every === undefined) problems.push(notOneOf('frequency', frequency, EVALUATION_FREQUENCIES));
  if (back === undefined) problems.push(notOneOf('window', window, WINDOW_DURATIONS));
  if (every !== undefined && back !== undefined && every > back) {
    problems.push(
      `frequency is ${frequency} and window is ${window}: what comes between two windows is never looked at; let the ` +
        'window be as long at least',
    );
  }
  return problems;
}

function notOneOf(prop: string, seen: string, durations: ReadonlyMap<string, number>): string {
  return `${prop} is ${JSON.stringify(seen)}: it must be one of ${[...durations.keys()].join(', ')}`;
}
