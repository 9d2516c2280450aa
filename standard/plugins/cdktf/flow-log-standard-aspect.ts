import { Annotations, type App, Aspects, type IAspect, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { providerModel } from '../../adapters/providers/provider-model';
import { resourcesOf } from '../../adapters/terraform/configuration';
import { check, counted } from '../../check';
import type { Finding } from '../../finding';
import { FlowLogStandard } from '../../flow-log-standard';
import { findRule } from '../../rules';
import { isAtLeast, Severity } from '../../severity';

/** Props of `FlowLogStandardAspect`. */
export interface FlowLogStandardAspectProps {
  /**
   * What stacks are held against.
   *
   * @default FlowLogStandard.DEFAULT
   */
  readonly standard?: FlowLogStandard;
}

/**
 * Holds the flow logs of a stack against a standard when it is synthesised: errors stop the synth, warnings and notes are
 * told. CDKTF never visits an app with its aspects: `FlowLogStandardAspect.applyTo(app, ...)` adds one to each stack,
 * and is called when all stacks are there. What spans stacks is seen by `flow-logs check cdktf.out`.
 */
export class FlowLogStandardAspect implements IAspect {
  /** Adds the aspect to every stack of an app. */
  static applyTo(app: App, props: FlowLogStandardAspectProps = {}): void {
    const stacks = app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
    for (const stack of stacks) Aspects.of(stack).add(new FlowLogStandardAspect(props));
  }

  constructor(private readonly props: FlowLogStandardAspectProps = {}) {}

  visit(node: IConstruct): void {
    if (!TerraformStack.isStack(node)) return;
    const { standard = FlowLogStandard.DEFAULT } = this.props;
    const path = `stacks/${node.node.id}/cdk.tf.json`;
    const model = providerModel(resourcesOf(node.toTerraform(), { path, directory: process.cwd() }));
    for (const finding of counted(check({ model, standard: standard.resolved })))
      tell(constructOf(node, finding), finding);
  }
}

/** The construct that a finding is about, so that the note stands there. */
function constructOf(stack: TerraformStack, { subject }: Finding): IConstruct {
  return stack.node.findAll().find((node) => node.node.path === subject?.where.path) ?? stack;
}

function tell(construct: IConstruct, { rule, severity, message, fix, subject }: Finding): void {
  const facts = findRule(rule);
  const text = `${rule} ${facts?.name ?? ''}: ${subject?.title ?? ''}: ${message}. Why: ${facts?.why ?? ''} Fix: ${fix}`;
  const annotations = Annotations.of(construct);
  if (isAtLeast(severity, Severity.ERROR)) annotations.addError(text);
  else if (severity === Severity.WARNING) annotations.addWarning(text);
  else annotations.addInfo(text);
}
