import { LogFormat } from '../../aws/format';

/** A standard to begin with, which explains itself. */
export function starterFile(profiles: readonly string[]): string {
  const fields = LogFormat.RECOMMENDED.names;
  const lines: string[] = [];
  for (let at = 0; at < fields.length; at += 8) lines.push(`      ${fields.slice(at, at + 8).join(', ')},`);
  return `# yaml-language-server: $schema=./node_modules/cloud-flow-logs/dist/standard/flow-log-standard.schema.json
# What we want of our flow logs. \`flow-logs check\` holds apps against it, VpcFlowLogs and VnetFlowLogs take it.
version: 1

# frameworks whose requirements are worked in: flow-logs standard show --profiles
extends: [${profiles.join(', ')}]

aws:
  format:
    required: [
${lines.join('\n')}
    ]
    order: any         # exact: in this order, before all others
    extra: allow       # other fields: allow, warn or deny
    default: deny      # AWS's own 14 fields, given as no format
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

# what is let pass, why, and until when
exceptions: []
#  - { rule: FLS401, at: 'Dev/*', reason: test traffic only, until: 2027-01-31 }
`;
}
