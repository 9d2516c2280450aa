import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ArtifactError } from '../adapters';
import type { CheckResult } from '../check';
import { Cloud, type Fact } from '../facts';
import { type Finding, fingerprintOf } from '../finding';
import { shown, userLine } from '../locations/stack-frames';
import type { RuleMetadata } from '../rules';
import { Severity } from '../severity';

const construct = z.looseObject({
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

const violation = z.looseObject({
  ruleName: z.string(),
  description: z.string(),
  suggestedFix: z.string().optional(),
  fix: z.string().optional(),
  severity: z.string().optional(),
  customSeverity: z.string().optional(),
  ruleMetadata: z.record(z.string(), z.unknown()).optional(),
  violatingConstructs: z.array(construct).default([]),
  reason: z.string().optional(),
});

/** What the CDK writes to `cdk.out/validation-report.json`. Source: aws-cdk-lib, cloud assembly schema. */
const REPORT = z.looseObject({
  version: z.string(),
  pluginReports: z.array(
    z.looseObject({
      pluginName: z.string(),
      pluginVersion: z.string().optional(),
      violations: z.array(violation).default([]),
      suppressedViolations: z.array(violation).default([]),
    }),
  ),
});

type Violation = z.infer<typeof violation>;
type Construct = z.infer<typeof construct>;

const SEVERITIES: Readonly<Record<string, Severity>> = {
  fatal: Severity.FATAL,
  error: Severity.ERROR,
  warning: Severity.WARNING,
  info: Severity.NOTE,
};

/**
 * What CDK validation plugins have found, as findings of ours: any plugin's, each under its own name.
 *
 * @throws ArtifactError if the file is no such report
 */
export function resultOfReport(path: string): CheckResult {
  const { pluginReports } = readReport(path);
  const directory = dirname(path);
  const findings: Finding[] = [];
  const rules = new Map<string, RuleMetadata>();
  for (const { pluginName, violations, suppressedViolations } of pluginReports) {
    for (const [all, isSuppressed] of [
      [violations, false],
      [suppressedViolations, true],
    ] as const) {
      for (const each of all) {
        const id = `${pluginName.replaceAll(' ', '-')}::${each.ruleName}`;
        const severity = SEVERITIES[each.severity ?? 'error'] ?? Severity.WARNING;
        if (!rules.has(id)) rules.set(id, ruleFacts(id, each, severity));
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
      isMissing ? `there is no ${path}: \`cdk synth\` writes it to cdk.out` : `${path} is not JSON`,
    );
  }
  const report = REPORT.safeParse(json);
  if (report.success) return report.data;
  const [issue] = report.error.issues;
  throw new ArtifactError(
    `${path} is no validation report of the CDK: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}

function ruleFacts(
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
  found: Violation,
  severity: Severity,
  isSuppressed: boolean,
  directory: string,
): Finding[] {
  return found.violatingConstructs.map((each): Finding => {
    const subject = subjectOf(each, directory);
    const [at] = each.cloudFormationResource?.propertyPaths ?? [];
    return {
      rule: id,
      severity,
      subject,
      message: found.description,
      fix: found.fix ?? found.suggestedFix ?? 'see the documentation of the plugin',
      ...(at !== undefined && { at }),
      related: [],
      controls: [],
      ...(isSuppressed && {
        suppression: { kind: 'acknowledgement', ...(found.reason !== undefined && { reason: found.reason }) },
      }),
      fingerprint: fingerprintOf(id, subject.address, at),
    };
  });
}

function subjectOf(
  { constructPath, constructFqn, cloudFormationResource, stackTraces }: Construct,
  directory: string,
): Fact {
  const { templatePath, logicalId } = cloudFormationResource ?? {};
  const path = constructPath ?? logicalId ?? 'the app';
  const source = userLine(stackTraces);
  return {
    cloud: Cloud.AWS,
    address: path,
    title: path,
    type: constructFqn ?? 'construct',
    where: {
      artifact: shown(join(directory, templatePath ?? 'manifest.json')),
      ...(logicalId !== undefined && { pointer: `/Resources/${logicalId}` }),
      path,
      ...(source && { source }),
    },
  };
}
