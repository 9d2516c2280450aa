import { Document, isNode, isScalar } from 'yaml';
import { LogFormat } from '../../aws/format';
import { Cloud } from '../facts';
import { combinedControls, type Profile } from '../profile';
import { Severity } from '../severity';
import { Allowance } from './allowance';
import { FieldOrder } from './field-order';
import { type ControlRequirement, valueAt, withoutSettings } from './settings';
import { STANDARD_DEFAULTS as DEFAULTS, type StandardFile } from './standard-file';

const HEAD = `# yaml-language-server: $schema=./node_modules/cloud-flow-logs/dist/standard/flow-log-standard.schema.json
# Requirements for flow logs. \`flow-logs check\` validates apps against them; VpcFlowLogs and VnetFlowLogs take settings from them.
version: 1

# compliance frameworks to include: flow-logs standard show --profiles
extends: `;

/** The line before the proposals of a standard with profiles. */
export const PROPOSALS_HEAD =
  '## our proposals, which no profile demands: to adopt a setting, remove the # before it and before its sections';

const FOOT = `# properties of destinations outside the app, which the artifacts do not contain
# attested:
#  - { destination: 'arn:aws:s3:::central-*', retentionDays: 400, delivery: allowed, by: platform team, until: 2027-06-30 }

# findings to suppress, with reason and end date
# exceptions:
#  - { rule: FLS401, at: 'Dev/*', reason: test traffic only, until: 2027-01-31 }
`;

/** Our proposals for settings. */
const PROPOSALS: ControlRequirement = {
  aws: {
    format: {
      required: [...LogFormat.RECOMMENDED.names],
      order: FieldOrder.ANY,
      extra: Allowance.ALLOW,
      default: Allowance.DENY,
    },
    traffic: 'ALL',
    maxAggregationSeconds: 600,
    retention: { minDays: 365, allowInfinite: Allowance.WARN },
  },
  azure: {
    version: 2,
    trafficAnalytics: { required: false },
    retention: { minDays: 90, zeroMeansForever: true, allowInfinite: Allowance.WARN },
  },
  coverage: { networks: 'all', subnetsCount: true },
};

/** Our proposals for settings that no profile can set. */
const OTHERS: Omit<StandardFile, 'version'> = {
  change: { replacement: Severity.WARNING, fieldRemoved: Severity.ERROR },
  undecided: DEFAULTS.undecided,
  suppressions: { requireReason: true, requireExpiry: true, maxDays: 180 },
};

/** Explanations of proposals, by the path of the setting. */
const NOTES: Readonly<Record<string, string>> = {
  'aws.format.order': ' exact: in this order, before other fields',
  'aws.format.extra': ' other fields: allow, warn or deny',
  'aws.format.default': ' the default format of AWS (14 fields)',
};

/**
 * Returns an annotated standard to start from. With profiles, it requires what they require: our proposals are comments, and
 * concern settings that no profile sets.
 */
export function starterFile(profiles: readonly Profile[]): string {
  const names = profiles.map(({ name }) => name).join(', ');
  const head = [`${HEAD}[${names}]`, ...statusLines(profiles), ''].join('\n');
  const proposals = proposalsBeside(profiles);
  if (profiles.length === 0) return `${head}\n${proposals}\n${FOOT}`;
  return `${head}\n${FOOT}\n${PROPOSALS_HEAD}\n${proposals.replace(/^(?=.)/gm, '# ')}`;
}

/** Returns comments on profiles of frameworks that are not in force. */
export function statusLines(profiles: readonly Profile[]): string[] {
  return profiles.flatMap(({ name, status }) => (status === undefined ? [] : [`# ${name}: ${status}`]));
}

function proposalsBeside(profiles: readonly Profile[]): string {
  const theirs = profiles.flatMap(({ controls }) =>
    [Cloud.AWS, Cloud.AZURE].map((cloud) => combinedControls(controls, cloud)),
  );
  const settings = withoutSettings(PROPOSALS, ({ path }) =>
    theirs.some((sections) => valueAt(sections, path) !== undefined),
  );
  const document = new Document({ ...settings, ...OTHERS });
  const required = document.getIn(['aws', 'format', 'required'], true);
  if (isNode(required)) Object.assign(required, { flow: true });
  for (const [path, note] of Object.entries(NOTES)) {
    const node = document.getIn(path.split('.'), true);
    if (isScalar(node)) node.comment = note;
  }
  return withWrappedList(document.toString({ lineWidth: 110 }));
}

const ITEMS_PER_LINE = 8;

/** Writes several fields per line: the library writes one. */
function withWrappedList(yaml: string): string {
  const start = yaml.indexOf('required:\n');
  if (start === -1) return yaml;
  const open = yaml.indexOf('[', start);
  const close = yaml.indexOf(']', open);
  const items = yaml
    .slice(open + 1, close)
    .split(',')
    .map((item) => item.trim());
  const lines: string[] = [];
  for (let at = 0; at < items.length; at += ITEMS_PER_LINE)
    lines.push(`      ${items.slice(at, at + ITEMS_PER_LINE).join(', ')}`);
  return `${yaml.slice(0, start)}required: [\n${lines.join(',\n')}\n    ]${yaml.slice(close + 1)}`;
}
