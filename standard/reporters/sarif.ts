import type { Location, Log, ReportingDescriptor, Result, Suppression } from 'sarif';
import type { SourceLine } from '../facts';
import type { Finding } from '../finding';
import { controlsOf } from '../profile';
import { rulePage } from '../rule-support/rule-page';
import { RULE_METADATA, type RuleMetadata } from '../rules';
import { Severity } from '../severity';
import { factPlace, placeOf } from './place';
import type { Reporter, ReportInput } from './reporter';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** GitHub takes so many results of a run. Source: GitHub Docs, "SARIF support for code scanning". */
const MOST_RESULTS = 25_000;
const MOST_TAGS = 10;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note' | 'none'>> = {
  [Severity.FATAL]: 'error',
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.NOTE]: 'note',
  [Severity.OFF]: 'none',
};

/** SARIF 2.1.0, as GitHub's code scanning takes it. */
export const sarif: Reporter = (input) => {
  const { result, version, standard } = input;
  const rules = rulesIn(result);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const told = result.findings.slice(0, MOST_RESULTS);
  const left = result.findings.length - told.length;
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
        originalUriBaseIds: { SRCROOT: { description: { text: 'the directory that the check ran in' } } },
        invocations: [
          {
            executionSuccessful: true,
            ...(left > 0 && {
              toolExecutionNotifications: [
                {
                  level: 'warning',
                  message: { text: `${left} results more than a run can have are left out` },
                },
              ],
            }),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: told.map((finding) => resultOf(finding, indexes, input)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** Rules that were looked at, and those that something was found by. */
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
  const held = controlsOf(standard.profiles, id).map(
    ({ profile, control }) => `${profile.name}/${control.id}`,
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
      tags: ['flow-logs', 'network', ...held].slice(0, MOST_TAGS),
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
  const { rule, severity, subject, message, fix, related, suppression, fingerprint } = finding;
  const place = placeOf(finding, input) ?? { file: input.standard.file ?? 'flow-log-standard.yaml', line: 1 };
  const others = related.flatMap(({ label, fact, source }, index): Location[] => {
    const at = source ?? (fact && factPlace(fact, input));
    return at
      ? [{ id: index + 1, message: { text: fact ? `${label}: ${fact.title}` : label }, ...physical(at) }]
      : [];
  });
  return {
    ruleId: rule,
    ruleIndex: indexes.get(rule) ?? -1,
    level: LEVELS[severity],
    kind: 'fail',
    message: { text: sentence(`${subject ? `${subject.title}: ` : ''}${message}; fix: ${fix}`) },
    locations: [
      {
        ...physical(place),
        ...(subject && {
          logicalLocations: [{ fullyQualifiedName: subject.where.path ?? subject.address, kind: 'resource' }],
        }),
      },
    ],
    ...(others.length > 0 && { relatedLocations: others }),
    partialFingerprints: { 'cloudFlowLogs/v1': fingerprint },
    // where some results have suppressions, the others must say that they have none
    suppressions: suppression ? [suppressionOf(suppression)] : [],
  };
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

/** Paths of elsewhere are told as they are; those below the working directory belong to the repository. */
function physical({ file, line, column }: SourceLine): Pick<Location, 'physicalLocation'> {
  const uri = encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F');
  return {
    physicalLocation: {
      artifactLocation: file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: 'SRCROOT' },
      region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
    },
  };
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
