import type { Location, Log, ReportingDescriptor, Result, Suppression } from 'sarif';
import type { SourceLocation } from '../facts';
import type { Finding } from '../finding';
import { controlsOf } from '../profile';
import { rulePage } from '../rule-support/rule-page';
import { RULE_METADATA, type RuleMetadata } from '../rules';
import { Severity } from '../severity';
import { UNDECIDED_RULE } from '../suppressions/suppress';
import { controlsText } from './control-text';
import type { Reporter, ReportInput } from './reporter';
import { factLocation, locationOf } from './source-location';
import { subjectNames } from './subject-name';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** Maximum number of results per run. Source: GitHub Docs, "SARIF support for code scanning". */
const MOST_RESULTS = 25_000;
const MOST_TAGS = 10;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note' | 'none'>> = {
  [Severity.FATAL]: 'error',
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.NOTE]: 'note',
  [Severity.OFF]: 'none',
};

/** Reports SARIF 2.1.0 for GitHub code scanning. */
export const sarif: Reporter = (input) => {
  const { result, version, standard } = input;
  const rules = rulesIn(result);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const reported = result.findings.slice(0, MOST_RESULTS);
  const left = result.findings.length - reported.length;
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cloud-flow-logs',
            version,
            semanticVersion: version,
            informationUri: rulePage(),
            rules: rules.map((rule) => sarifRule(rule, input)),
          },
        },
        automationDetails: { id: `cloud-flow-logs/${standard.name}/` },
        originalUriBaseIds: { SRCROOT: { description: { text: 'the working directory of the check' } } },
        invocations: [
          {
            executionSuccessful: true,
            ...(left > 0 && {
              toolExecutionNotifications: [
                {
                  level: 'warning',
                  message: { text: `the run omits ${left} results: GitHub accepts at most ${MOST_RESULTS}` },
                },
              ],
            }),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: reported.map((finding) => resultOf(finding, indexes, input)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** The rules that ran, and those with findings. */
function rulesIn({ verdicts, findings }: ReportInput['result']): RuleMetadata[] {
  const known = new Map(
    [...RULE_METADATA, ...verdicts.map(({ rule }) => rule)].map((rule) => [rule.id, rule]),
  );
  const used = new Set([...verdicts.map(({ rule }) => rule.id), ...findings.map(({ rule }) => rule)]);
  return [...used].sort().flatMap((id) => known.get(id) ?? []);
}

function sarifRule(
  { id, name, title, why, fix, bad, good, severity }: RuleMetadata,
  { standard }: ReportInput,
): ReportingDescriptor {
  const controls = controlsOf(standard.profiles, id).map(
    ({ profile, control }) => `${profile.name}/${control.id}/${control.strength.replace(' ', '-')}`,
  );
  return {
    id,
    name: name.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\nFix: ${fix}\n\nBad:\n${bad}\n\nGood:\n${good}`,
      markdown: `${why}\n\n**Fix:** ${fix}\n\n**Bad**\n\n\`\`\`\n${bad}\n\`\`\`\n\n**Good**\n\n\`\`\`\n${good}\n\`\`\`\n`,
    },
    ...(/^FLS\d{3}$/.test(id) && { helpUri: rulePage(id) }),
    defaultConfiguration: { level: LEVELS[standard.severities[id] ?? severity] },
    properties: {
      tags: ['flow-logs', 'network', ...controls].slice(0, MOST_TAGS),
      precision: 'high',
      'problem.severity': problemSeverity(severity),
    },
  };
}

function problemSeverity(severity: Severity): 'error' | 'warning' | 'recommendation' {
  const level = LEVELS[severity];
  return level === 'error' || level === 'warning' ? level : 'recommendation';
}

function resultOf(finding: Finding, indexes: ReadonlyMap<string, number>, input: ReportInput): Result {
  const { rule, subject, message, fix, related, controls, suppression, fingerprint } = finding;
  const forControls = controls.length > 0 ? `; for ${controlsText(controls)}` : '';
  const location = locationOf(finding, input) ?? {
    file: input.standard.file ?? 'flow-log-standard.yaml',
    line: 1,
  };
  const others = related.flatMap(({ label, fact, source }, index): Location[] => {
    const at = source ?? (fact && factLocation(fact, input));
    return at
      ? [{ id: index + 1, message: { text: fact ? `${label}: ${fact.title}` : label }, ...physical(at) }]
      : [];
  });
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    ...stateOf(finding),
    message: {
      text: withStop(
        `${subject ? `${subjectNames(input.result)(subject)}: ` : ''}${message}; fix: ${fix}${forControls}`,
      ),
    },
    locations: [
      {
        ...physical(location),
        ...(subject && {
          logicalLocations: [{ fullyQualifiedName: subject.where.path ?? subject.address, kind: 'resource' }],
        }),
      },
    ],
    ...(others.length > 0 && { relatedLocations: others }),
    partialFingerprints: { 'cloudFlowLogs/v1': fingerprint },
    // SARIF requires an empty list for results without suppressions if other results have some
    suppressions: suppression ? [suppressionOf(suppression)] : [],
  };
}

/**
 * An undecided result is open, unless the standard makes it a violation. Only failures have a level. Source: SARIF 2.1.0,
 * "kind property" and "level property".
 */
function stateOf({ rule, severity }: Finding): Pick<Result, 'kind' | 'level'> {
  const isOpen = rule === UNDECIDED_RULE && severity === Severity.NOTE;
  return isOpen ? { kind: 'open', level: 'none' } : { kind: 'fail', level: LEVELS[severity] };
}

function suppressionOf({ kind, reason, until }: NonNullable<Finding['suppression']>): Suppression {
  const text = [reason, until === undefined ? undefined : `until ${until}`]
    .filter((each) => each !== undefined)
    .join(', ');
  return {
    kind: kind === 'acknowledgement' ? 'inSource' : 'external',
    status: 'accepted',
    ...(text !== '' && { justification: text }),
  };
}

/** Relative paths are below the working directory. Absolute paths stay absolute. */
function physical({ file, line, column }: SourceLocation): Pick<Location, 'physicalLocation'> {
  const uri = encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F');
  return {
    physicalLocation: {
      artifactLocation: file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: 'SRCROOT' },
      region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
    },
  };
}

function sentence(text: string): string {
  return withStop(text.charAt(0).toUpperCase() + text.slice(1));
}

/** Names at the start of a message keep their case. */
function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
