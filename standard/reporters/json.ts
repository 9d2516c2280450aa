import { counted } from '../check';
import type { Fact } from '../facts';
import type { Finding } from '../finding';
import { findRule } from '../rules';
import { placeOf } from './place';
import type { Reporter, ReportInput } from './reporter';

/** Version of the shape below; it grows when a key changes its meaning or goes. */
const SHAPE = 1;

/** For programs: `docs/standard.md` has the shape. */
export const json: Reporter = (input) => {
  const { result, standard, version } = input;
  const findings = result.findings.map((finding) => findingJson(finding, input));
  const report = {
    version: SHAPE,
    tool: { name: 'cloud-flow-logs', version },
    standard: {
      name: standard.name,
      file: standard.file ?? null,
      profiles: standard.profiles.map(({ name }) => name),
    },
    summary: {
      flowLogs: result.flowLogs,
      networks: result.networks,
      findings: counted(result).length,
      suppressed: findings.length - counted(result).length,
    },
    findings,
    changes: result.changes.map(({ flowLog, before, ...change }) => ({
      ...change,
      flowLog: factJson(flowLog),
      before: before ? factJson(before) : null,
      gap: change.gap ?? null,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};

function findingJson(finding: Finding, input: ReportInput) {
  const { rule, about, severity, subject, message, fix, at, related, controls, suppression, fingerprint } =
    finding;
  return {
    rule,
    name: findRule(rule)?.name ?? null,
    about: about ?? null,
    severity,
    message,
    fix,
    subject: subject ? factJson(subject) : null,
    property: at ?? null,
    place: placeOf(finding, input) ?? null,
    related: related.map(({ label, fact, source }) => ({
      label,
      subject: fact ? factJson(fact) : null,
      place: source ?? null,
    })),
    controls,
    suppression: suppression ?? null,
    fingerprint,
  };
}

function factJson({ address, title, type, cloud, where }: Fact) {
  return {
    address,
    title,
    type,
    cloud,
    artifact: where.artifact,
    pointer: where.pointer ?? null,
    path: where.path ?? null,
  };
}
