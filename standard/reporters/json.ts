import type { DestinationChange, FlowLogChange } from '../change/flow-log-change';
import { activeFindings } from '../check';
import type { Fact } from '../facts';
import type { Finding } from '../finding';
import { rulesOf } from '../profile';
import type { ProfileControl } from '../rule-support/rule';
import { findRule } from '../rules';
import type { Reporter, ReportInput } from './reporter';
import { locationOf } from './source-location';

/** Version of the report format. It increases when a key is removed, or changes its meaning. */
const FORMAT_VERSION = 1;

/** Reports JSON for programs. */
export const json: Reporter = (input) => {
  const { result, standard, version } = input;
  const findings = result.findings.map((finding) => findingJson(finding, input));
  const report = {
    version: FORMAT_VERSION,
    tool: { name: 'cloud-flow-logs', version },
    standard: {
      name: standard.name,
      file: standard.file ?? null,
      profiles: standard.profiles.map(({ name }) => name),
    },
    summary: {
      flowLogs: result.flowLogs,
      networks: result.networks,
      findings: activeFindings(result).length,
      suppressed: findings.length - activeFindings(result).length,
    },
    findings,
    changes: result.changes.map(changeJson),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
};

function changeJson({ flowLog, before, network, destination, refusal, gap, ...change }: FlowLogChange) {
  return {
    ...change,
    flowLog: factJson(flowLog),
    before: before ? factJson(before) : null,
    network: network ?? null,
    destination: destination ? destinationJson(destination) : null,
    refusal: refusal ?? null,
    gap: gap ?? null,
  };
}

function destinationJson({ before, after, replacement, effect }: DestinationChange) {
  return {
    before: factJson(before),
    after: after ? factJson(after) : null,
    replacement: replacement ?? null,
    effect: effect === undefined ? null : effect.known ? effect.value : 'unknown',
  };
}

function findingJson(finding: Finding, input: ReportInput) {
  const {
    rule,
    undecidedRules = [],
    undecidedResults = [],
    severity,
    subject,
    message,
    fix,
    at,
    related,
    controls,
    suppression,
    fingerprint,
  } = finding;
  return {
    rule,
    name: findRule(rule)?.name ?? null,
    undecidedRules,
    undecidedResults: undecidedResults.map((result) => ({
      rule: result.rule.id,
      subject: factJson(result.subject),
      message: result.message,
      property: result.at ?? null,
      fingerprint: result.fingerprint,
    })),
    severity,
    message,
    fix,
    subject: subject ? factJson(subject) : null,
    property: at ?? null,
    location: locationOf(finding, input) ?? null,
    related: related.map(({ label, fact, source }) => ({
      label,
      subject: fact ? factJson(fact) : null,
      location: source ?? null,
    })),
    controls: controls.map(controlJson),
    suppression: suppression ?? null,
    fingerprint,
  };
}

function controlJson(control: ProfileControl) {
  const { profile, id, strength, clouds, text, source, status } = control;
  const state = status === undefined ? {} : { status };
  return { profile, id, strength, clouds, text, source, ...state, rules: rulesOf(control) };
}

function factJson({ address, localName, unit, title, type, cloud, where }: Fact) {
  return {
    address,
    name: localName,
    unit: {
      name: unit.name,
      artifact: unit.artifact,
      account: unit.account ?? null,
      region: unit.region ?? null,
    },
    title,
    type,
    cloud,
    artifact: where.artifact,
    pointer: where.pointer ?? null,
    path: where.path ?? null,
  };
}
