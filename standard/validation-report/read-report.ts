import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ArtifactError } from '../adapters';
import type { CheckResult } from '../check';
import { Cloud, type Fact } from '../facts';
import { type Finding, fingerprintOf } from '../finding';
import { displayPath } from '../locations/display-path';
import { userSourceLocation } from '../locations/user-source-location';
import type { RuleMetadata } from '../rules';
import { Severity } from '../severity';

const CONSTRUCT = z.looseObject({
  constructPath: z.string().optional(),
  constructFqn: z.string().optional(),
  cloudFormationResource: z
    .looseObject({
      templatePath: z.string(),
      logicalId: z.string(),
      propertyPaths: z.array(z.string()).optional(),
    })
    .optional(),
  stackTraces: z.array(z.string()).optional(),
});

const VIOLATION = z.looseObject({
  ruleName: z.string(),
  description: z.string(),
  suggestedFix: z.string().optional(),
  fix: z.string().optional(),
  severity: z.string().optional(),
  customSeverity: z.string().optional(),
  ruleMetadata: z.record(z.string(), z.unknown()).optional(),
  violatingConstructs: z.array(CONSTRUCT).default([]),
  reason: z.string().optional(),
});

/** Schema of `cdk.out/validation-report.json`. Source: aws-cdk-lib, cloud assembly schema. */
const REPORT = z.looseObject({
  version: z.string(),
  pluginReports: z.array(
    z.looseObject({
      pluginName: z.string(),
      pluginVersion: z.string().optional(),
      violations: z.array(VIOLATION).default([]),
      suppressedViolations: z.array(VIOLATION).default([]),
    }),
  ),
});

type Violation = z.infer<typeof VIOLATION>;
type Construct = z.infer<typeof CONSTRUCT>;

const SEVERITIES: Readonly<Record<string, Severity>> = {
  fatal: Severity.FATAL,
  error: Severity.ERROR,
  warning: Severity.WARNING,
  info: Severity.NOTE,
};

/**
 * Reads the violations of all CDK validation plugins as findings. The rule id of a finding starts with the plugin name.
 *
 * @throws ArtifactError if the file is not a validation report
 */
export function resultOfReport(path: string): CheckResult {
  const { pluginReports } = readReport(path);
  const directory = dirname(path);
  const findings: Finding[] = [];
  const rules = new Map<string, RuleMetadata>();
  for (const { pluginName, violations, suppressedViolations } of pluginReports) {
    for (const [pluginViolations, isSuppressed] of [
      [violations, false],
      [suppressedViolations, true],
    ] as const) {
      for (const each of pluginViolations) {
        const id = `${pluginName.replaceAll(' ', '-')}::${each.ruleName}`;
        const severity = SEVERITIES[each.severity ?? 'error'] ?? Severity.WARNING;
        if (!rules.has(id)) rules.set(id, ruleMetadata(id, each, severity));
        findings.push(...findingsOf(id, each, severity, isSuppressed, directory));
      }
    }
  }
  return {
    findings,
    changes: [],
    verdicts: [...rules.values()].map((rule) => ({ rule, verdicts: [] })),
    flowLogs: 0,
    networks: 0,
  };
}

function readReport(path: string): z.infer<typeof REPORT> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new ArtifactError(
      isMissing
        ? `${path} does not exist: \`cdk synth\` writes the report to cdk.out`
        : `${path} is not JSON`,
    );
  }
  const report = REPORT.safeParse(json);
  if (report.success) return report.data;
  const [issue] = report.error.issues;
  throw new ArtifactError(
    `${path} is not a validation report of the CDK: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

function ruleMetadata(
  id: string,
  { description, fix, suggestedFix, ruleName }: Violation,
  severity: Severity,
): RuleMetadata {
  return {
    id,
    name: ruleName,
    title: description,
    severity,
    clouds: [Cloud.AWS],
    why: description,
    fix: fix ?? suggestedFix ?? 'see the documentation of the plugin',
    bad: '',
    good: '',
  };
}

function findingsOf(
  id: string,
  violation: Violation,
  severity: Severity,
  isSuppressed: boolean,
  directory: string,
): Finding[] {
  return violation.violatingConstructs.map((each): Finding => {
    const subject = subjectOf(each, directory);
    const [at] = each.cloudFormationResource?.propertyPaths ?? [];
    return {
      rule: id,
      severity,
      subject,
      message: violation.description,
      fix: violation.fix ?? violation.suggestedFix ?? 'see the documentation of the plugin',
      ...(at !== undefined && { at }),
      related: [],
      controls: [],
      ...(isSuppressed && {
        suppression: {
          kind: 'acknowledgement',
          ...(violation.reason !== undefined && { reason: violation.reason }),
        },
      }),
      fingerprint: fingerprintOf(id, subject, at),
    };
  });
}

function subjectOf(
  { constructPath, constructFqn, cloudFormationResource, stackTraces }: Construct,
  directory: string,
): Fact {
  const { templatePath, logicalId } = cloudFormationResource ?? {};
  const path = constructPath ?? logicalId ?? 'the app';
  const source = userSourceLocation(stackTraces);
  return {
    cloud: Cloud.AWS,
    unit: { name: '', artifact: displayPath(directory) },
    localName: path,
    address: path,
    title: path,
    type: constructFqn ?? 'construct',
    where: {
      artifact: displayPath(join(directory, templatePath ?? 'manifest.json')),
      ...(logicalId !== undefined && { pointer: `/Resources/${logicalId}` }),
      path,
      ...(source && { source }),
    },
  };
}
