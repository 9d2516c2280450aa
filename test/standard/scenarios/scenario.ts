import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A finding that a scenario expects. */
export interface ExpectedFinding {
  /** Id of the rule, or ids of which one must match; `*` for any. For an undecided result, the rule that is undecided. */
  readonly rule?: string | readonly string[];
  /** Part of the title, address or artifact of the resource. */
  readonly at?: string;
  /** Part of the message. */
  readonly text?: string;
  /** Text of a line within the block of the resource, at or below the reported line. */
  readonly line?: string;
  /** Whether an undecided result may be missing. */
  readonly optional?: boolean;
}

/** The content of `expect.json`. */
export interface Expectation {
  /** What the scenario shows. */
  readonly shows: string;
  /** Arguments of `flow-logs check`, relative to the directory of the scenario. */
  readonly arguments: readonly string[];
  readonly standard: string;
  /** File that is written to standard input. */
  readonly stdin?: string;
  /** Artifacts whose report is the baseline. */
  readonly baseline?: readonly string[];
  /** Exit code, or several of which one must be returned. */
  readonly exit: number | readonly number[];
  /** All findings with the severity error or warning, except for undecided results. */
  readonly findings: readonly ExpectedFinding[];
  /** Findings that may be reported too, as `FLS401 FlowLog`: consequences of the expected ones. */
  readonly tolerate?: readonly string[];
  /** All undecided results. Without it, any undecided result is accepted. */
  readonly undecided?: readonly ExpectedFinding[];
}

/** A directory with artifacts, and what `flow-logs check` must report for them. */
export interface Scenario extends Expectation {
  readonly name: string;
  readonly directory: string;
}

/** A finding in the JSON report. */
export interface ReportedFinding {
  readonly rule: string;
  /** The undecided results that one finding combines. */
  readonly undecidedResults?: readonly UndecidedResult[];
  readonly severity: 'fatal' | 'error' | 'warning' | 'note';
  readonly message: string;
  readonly subject: { address: string; title: string; artifact: string } | null;
  readonly location: { file: string; line?: number } | null;
  readonly suppression: object | null;
}

/** The undecided result of one rule for one resource. */
interface UndecidedResult {
  readonly rule: string;
  readonly message: string;
  readonly subject: ReportedFinding['subject'];
}

/** The differences between the expected and the reported findings of a scenario. */
export interface Difference {
  /** Expected, not reported: a green check where a violation stands. */
  readonly missed: readonly string[];
  /** Reported, not expected. */
  readonly falseAlarms: readonly string[];
}

/** Returns all scenarios, sorted by name. */
export function scenariosIn(root: string): Scenario[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => existsSync(join(root, entry.name, 'expect.json')))
    .map(({ name }) => {
      const directory = join(root, name);
      const expectation = JSON.parse(readFileSync(join(directory, 'expect.json'), 'utf8')) as Expectation;
      return { ...expectation, name, directory };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Compares the findings of a report with those that a scenario expects. */
export function compare(scenario: Scenario, findings: readonly ReportedFinding[]): Difference {
  const active = findings.filter(({ suppression }) => suppression === null);
  const undecided = active.filter(({ rule }) => rule === 'FLS002').flatMap(separated);
  const decided = active.filter(({ rule, severity }) => rule !== 'FLS002' && severity !== 'note');
  const missed: string[] = [];
  const falseAlarms: string[] = [];

  const left = [...decided];
  for (const expected of scenario.findings) {
    const index = left.findIndex((finding) => matches(expected, finding));
    if (index < 0) missed.push(`finding ${text(expected)}`);
    else left.splice(index, 1);
  }
  const tolerated = (scenario.tolerate ?? []).map((words) => {
    const [rule = '*', at = ''] = words.split(' ');
    return { rule, at };
  });
  for (const finding of left) {
    if (!tolerated.some((expected) => matches(expected, finding))) falseAlarms.push(described(finding));
  }

  if (scenario.undecided) {
    for (const expected of scenario.undecided) {
      if (!expected.optional && !undecided.some((finding) => matches(expected, finding)))
        missed.push(`undecided ${text(expected)}`);
    }
    for (const finding of undecided) {
      if (!scenario.undecided.some((expected) => matches(expected, finding)))
        falseAlarms.push(described(finding));
    }
  }
  return { missed, falseAlarms };
}

/** The undecided results of a finding by rule and resource; a part that was not read has none. */
function separated(finding: ReportedFinding): ReportedFinding[] {
  const { undecidedResults = [] } = finding;
  if (undecidedResults.length === 0) return [{ ...finding, rule: '' }];
  return undecidedResults.map((result) => ({ ...finding, ...result }));
}

function matches({ rule = '*', at = '', text = '' }: ExpectedFinding, finding: ReportedFinding) {
  const { subject, message, rule: reported } = finding;
  const names = [subject?.title, subject?.address, subject?.artifact].join('\n');
  return (rule === '*' || [rule].flat().includes(reported)) && names.includes(at) && message.includes(text);
}

function text({ rule = '*', at = '', text: words }: ExpectedFinding): string {
  return [[rule].flat().join(' or '), at, words && `"${words}"`].filter(Boolean).join(' ');
}

function described({ rule, subject, message }: ReportedFinding): string {
  return `${rule} ${subject?.title ?? '-'}: ${message}`;
}
