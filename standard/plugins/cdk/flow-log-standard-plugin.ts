import {
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolatingResource,
  type PolicyViolation,
  Stack,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { readTemplate } from '../../../aws/template/read-template';
import type { ConstructMetadata, TemplateStack } from '../../../aws/template/template-stack';
import { PLUGIN_NAME } from '../../adapters/cloudformation/acknowledgements';
import { readTemplateFile } from '../../adapters/cloudformation/template-file';
import { templateModel } from '../../adapters/cloudformation/template-model';
import { activeFindings, type CheckResult, check } from '../../check';
import type { Finding } from '../../finding';
import { FlowLogStandard } from '../../flow-log-standard';
import { rulePage } from '../../rule-support/rule-page';
import { findRule, RULE_METADATA } from '../../rules';
import { isAtLeast, Severity } from '../../severity';

/** Props of `FlowLogStandardPlugin`. */
export interface FlowLogStandardPluginProps {
  /**
   * The standard to check.
   *
   * @default FlowLogStandard.DEFAULT
   */
  readonly standard?: FlowLogStandard;

  /**
   * Whether warnings also fail the synth.
   *
   * @default false
   */
  readonly failOnWarnings?: boolean;
}

/**
 * Validates the flow logs of an app against a standard at every synth.
 *
 * Acknowledge a finding to suppress it. After the date in the reason, the finding counts again.
 *
 * @example
 * const standard = FlowLogStandard.fromFile('flow-log-standard.yaml');
 * Validations.of(app).addPlugins(new FlowLogStandardPlugin({ standard }));
 * Validations.of(vpc).acknowledge({ id: 'cloud-flow-logs::FLS101', reason: 'migration, until 2027-01-31' });
 */
export class FlowLogStandardPlugin implements IPolicyValidationPlugin {
  readonly name = PLUGIN_NAME;
  readonly ruleIds = RULE_METADATA.map(({ id }) => id);

  constructor(private readonly props: FlowLogStandardPluginProps = {}) {}

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { standard = FlowLogStandard.DEFAULT, failOnWarnings = false } = this.props;
    const stacks = stacksOf(context);
    const result = check({
      model: templateModel(stacks.map(({ stack }) => stack)),
      standard: standard.resolved,
    });
    const threshold = failOnWarnings ? Severity.WARNING : Severity.ERROR;
    const files = new Map(stacks.map(({ stack, path }) => [stack.id, path]));
    return {
      success: !activeFindings(result).some(({ severity }) => isAtLeast(severity, threshold)),
      violations: violationsOf(result, files),
    };
  }
}

interface StackTemplate {
  readonly stack: TemplateStack;
  /** Path of its template, as in the context. */
  readonly path: string;
}

function stacksOf({ appConstruct, stackTemplates }: IPolicyValidationContext): StackTemplate[] {
  const stacks = appConstruct?.node.findAll().filter((node): node is Stack => Stack.isStack(node)) ?? [];
  const byPath = new Map(stacks.map((stack) => [stack.node.path, stack]));
  return (stackTemplates ?? []).map(({ stackConstructPath, templatePath, accountId, region }) => {
    const construct = byPath.get(stackConstructPath);
    const metadata = construct ? metadataBelow(construct) : new Map();
    const facts = {
      id: stackConstructPath,
      name: construct?.stackName ?? stackConstructPath,
      ...(accountId !== undefined && { account: accountId }),
      ...(region !== undefined && { region }),
      paths: construct ? pathsBelow(construct) : new Map<string, string>(),
      metadata,
    };
    return {
      stack: { ...readTemplate(readTemplateFile(templatePath), facts), file: templatePath },
      path: templatePath,
    };
  });
}

/** The constructs of a stack, without those of nested stacks. */
function below(stack: Stack): IConstruct[] {
  return stack.node.findAll().filter((node) => Stack.of(node) === stack);
}

function metadataBelow(stack: Stack): ConstructMetadata {
  return new Map(
    below(stack).map((node) => [
      node.node.path,
      node.node.metadata.map(({ type, data }) => ({ type, data })),
    ]),
  );
}

function pathsBelow(stack: Stack): Map<string, string> {
  return new Map(
    below(stack).flatMap((node) => {
      const entry = node.node.metadata.find(({ type }) => type === 'aws:cdk:logicalId');
      return entry ? [[String(stack.resolve(entry.data)), node.node.path] as const] : [];
    }),
  );
}

/**
 * Returns one violation per finding. Findings that the standard excepts are omitted. Acknowledged findings are included:
 * the CDK suppresses them itself, and records the reason.
 */
function violationsOf({ findings }: CheckResult, files: ReadonlyMap<string, string>): PolicyViolation[] {
  return findings
    .filter(({ suppression }) => suppression?.kind !== 'exception')
    .map((finding) => {
      const { rule, undecidedRule, message, fix, severity, controls } = finding;
      const facts = findRule(rule);
      return {
        // users acknowledge the undecided rule, not FLS002
        ruleName: undecidedRule ?? rule,
        description: `${facts?.name ?? rule}: ${message}. Why: ${facts?.why ?? ''}`,
        fix,
        severity: severity === Severity.NOTE ? 'info' : severity,
        ruleMetadata: {
          page: rulePage(rule),
          ...(undecidedRule !== undefined && { undecided: undecidedRule }),
          ...(controls.length > 0 && {
            controls: controls.map(({ profile, id }) => `${profile} ${id}`).join(', '),
          }),
        },
        violatingResources: [resourceOf(finding, files)],
      };
    });
}

function resourceOf({ subject, at }: Finding, files: ReadonlyMap<string, string>): PolicyViolatingResource {
  const templatePath = files.get(subject?.unit.name ?? '') ?? [...files.values()][0] ?? '';
  return {
    resourceLogicalId: subject?.localName ?? '',
    templatePath,
    locations: at === undefined ? [] : [at],
  };
}
