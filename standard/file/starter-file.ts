import { LogFormat } from '../../aws/format';

/** Returns an annotated standard to start from. */
export function starterFile(profiles: readonly string[]): string {
  const fields = LogFormat.RECOMMENDED.names;
  const lines: string[] = [];
  for (let at = 0; at < fields.length; at += 8) lines.push(`      ${fields.slice(at, at + 8).join(', ')},`);
  return `# yaml-language-server: $schema=./node_modules/cloud-flow-logs/dist/standard/flow-log-standard.schema.json
# Requirements for flow logs. \`flow-logs check\` validates apps against them; VpcFlowLogs and VnetFlowLogs take settings from them.
version: 1

# compliance frameworks to include: flow-logs standard show --profiles
extends: [${profiles.join(', ')}]

aws:
  format:
    required: [
${lines.join('\n')}
    ]
    order: any         # exact: in this order, before other fields
    extra: allow       # other fields: allow, warn or deny
    default: deny      # the default format of AWS (14 fields)
  traffic: ALL
  maxAggregationSeconds: 600
  retention: { minDays: 365, allowInfinite: warn }

azure:
  version: 2
  trafficAnalytics: { required: false }
  retention: { minDays: 90, zeroMeansForever: true, allowInfinite: warn }

coverage: { networks: all, subnetsCount: true }
change: { replacement: warning, fieldRemoved: error }
undecided: note
suppressions: { requireReason: true, requireExpiry: true, maxDays: 180 }

# properties of destinations outside the app, which the artifacts do not contain
attested: []
#  - { destination: 'arn:aws:s3:::central-*', retentionDays: 400, delivery: allowed, by: platform team, until: 2027-06-30 }

# findings to suppress, with reason and end date
exceptions: []
#  - { rule: FLS401, at: 'Dev/*', reason: test traffic only, until: 2027-01-31 }
`;
}
