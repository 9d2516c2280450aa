import { Annotations, type App, Aspects, type IAspect, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { readParsedConfiguration } from '../../adapters/terraform/configuration/read-configuration';
import { activeFindings, check } from '../../check';
import type { Finding } from '../../finding';
import { FlowLogStandard } from '../../flow-log-standard';
import { controlsText } from '../../reporters/control-text';
import { findRule } from '../../rules';
import { isAtLeast, Severity } from '../../severity';

/** Props of `FlowLogStandardAspect`. */
export interface FlowLogStandardAspectProps {
  /**
   * The standard to check.
   *
   * @default FlowLogStandard.DEFAULT
   */
  readonly standard?: FlowLogStandard;
}

/**
 * Validates the flow logs of a stack against a standard at synth. Errors stop the synth; warnings and notes become
 * annotations. The aspect sees one stack at a time: `flow-logs check cdktf.out` also checks relations between stacks.
 *
 * @example
 * // CDKTF does not apply aspects to an app: add one to every stack, after the stacks are created
 * FlowLogStandardAspect.applyTo(app, { standard: FlowLogStandard.fromFile('flow-log-standard.yaml') });
 */
export class FlowLogStandardAspect implements IAspect {
  /** Adds the aspect to every existing stack of an app. */
  static applyTo(app: App, props: FlowLogStandardAspectProps = {}): void {
    const stacks = app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
    for (const stack of stacks) Aspects.of(stack).add(new FlowLogStandardAspect(props));
  }

  constructor(private readonly props: FlowLogStandardAspectProps = {}) {}

  visit(node: IConstruct): void {
    if (!TerraformStack.isStack(node)) return;
    const { standard = FlowLogStandard.DEFAULT } = this.props;
    const path = `stacks/${node.node.id}/cdk.tf.json`;
    const unit = { name: node.node.id, artifact: path };
    const model = readParsedConfiguration(node.toTerraform(), { path, directory: process.cwd(), unit });
    for (const finding of activeFindings(check({ model, standard: standard.resolved })))
      annotate(constructOf(node, finding), finding);
  }
}

/** The construct of a finding, for the annotation. */
function constructOf(stack: TerraformStack, { subject }: Finding): IConstruct {
  return stack.node.findAll().find((node) => node.node.path === subject?.where.path) ?? stack;
}

function annotate(construct: IConstruct, { rule, severity, message, fix, subject, controls }: Finding): void {
  const facts = findRule(rule);
  const cited = controls.length > 0 ? ` For: ${controlsText(controls)}` : '';
  const text = `${rule} ${facts?.name ?? ''}: ${subject?.title ?? ''}: ${message}. Why: ${facts?.why ?? ''} Fix: ${fix}${cited}`;
  const annotations = Annotations.of(construct);
  if (isAtLeast(severity, Severity.ERROR)) annotations.addError(text);
  else if (severity === Severity.WARNING) annotations.addWarning(text);
  else annotations.addInfo(text);
}
