import { dirname } from 'node:path';
import {
  CfnResource,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  type PolicyViolatingResource,
  type PolicyViolation,
  Stack,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { StackFacts } from '../../../aws/template/read-template';
import type { ConstructMetadata, TemplateStack } from '../../../aws/template/template-stack';
import { PLUGIN_NAME } from '../../adapters/cloudformation/acknowledgements';
import { templateModel } from '../../adapters/cloudformation/template-model';
import { TemplateReader } from '../../adapters/cloudformation/template-reader';
import { activeFindings, type CheckResult, check } from '../../check';
import { addressIn } from '../../facts';
import type { Finding } from '../../finding';
import { FlowLogStandard } from '../../flow-log-standard';
import { controlsText } from '../../reporters/control-text';
import { rulePage } from '../../rule-support/rule-page';
import { findRule, RULE_METADATA } from '../../rules';
import { isAtLeast, Severity } from '../../severity';
import { separateResults } from '../../undecided/undecided-findings';

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
    const result = check({ model: templateModel(stacks), standard: standard.resolved });
    const threshold = failOnWarnings ? Severity.WARNING : Severity.ERROR;
    const files = new Map(stacks.map(({ id, file = '' }) => [id, file]));
    return {
      success: !activeFindings(result).some(({ severity }) => isAtLeast(severity, threshold)),
      violations: violationsOf(result, files),
    };
  }
}

/** Reads the templates of an app, with those of nested stacks, which the context does not contain. */
function stacksOf({ appConstruct, stackTemplates }: IPolicyValidationContext): TemplateStack[] {
  const constructs = appConstruct?.node.findAll().filter((node): node is Stack => Stack.isStack(node)) ?? [];
  const byPath = new Map(constructs.map((stack) => [stack.node.path, stack]));
  const nested = new Map(constructs.flatMap(nestedEntry));
  /** The constructs of the nested stacks by the ids of their templates. */
  const byId = new Map<string, Stack>();
  const reader = new TemplateReader(({ id, file }, logicalId) => {
    const parent = byId.get(id) ?? byPath.get(id);
    const construct = parent && nested.get(nestedKey(parent.node.path, logicalId));
    if (!construct) return {};
    byId.set(addressIn({ name: id }, logicalId), construct);
    return { ...constructFacts(construct), ...(file !== undefined && { assembly: dirname(file) }) };
  });
  return (stackTemplates ?? []).flatMap(({ stackConstructPath, templatePath, accountId, region }) => {
    const construct = byPath.get(stackConstructPath);
    return reader.read(templatePath, {
      id: stackConstructPath,
      name: construct?.stackName ?? stackConstructPath,
      assembly: dirname(templatePath),
      ...(accountId !== undefined && { account: accountId }),
      ...(region !== undefined && { region }),
      ...(construct && constructFacts(construct)),
    });
  });
}

function constructFacts(stack: Stack): Pick<StackFacts, 'paths' | 'metadata'> {
  return { paths: pathsBelow(stack), metadata: metadataBelow(stack) };
}

/** A nested stack, by the path of its parent and the logical id of its resource. */
function nestedEntry(stack: Stack): [string, Stack][] {
  const { nestedStackResource: resource, nestedStackParent: parent } = stack;
  if (!resource || !parent || !CfnResource.isCfnResource(resource)) return [];
  return [[nestedKey(parent.node.path, String(parent.resolve(resource.logicalId))), stack]];
}

function nestedKey(parent: string, logicalId: string): string {
  return `${parent} ${logicalId}`;
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
 * Returns one violation per finding, and one for each undecided result: users acknowledge rules. Findings that the standard excepts are omitted. Acknowledged findings are included:
 * the CDK suppresses them itself, and records the reason.
 */
function violationsOf({ findings }: CheckResult, files: ReadonlyMap<string, string>): PolicyViolation[] {
  return findings
    .filter(({ suppression }) => suppression?.kind !== 'exception')
    .flatMap(separateResults)
    .map((finding) => {
      const { rule, undecidedRules: [undecidedRule] = [], message, fix, severity, controls } = finding;
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
          ...(controls.length > 0 && { controls: controlsText(controls) }),
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
