import { Annotations, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { IWorkspace } from '../azure-resources';
import { FlowQuestions } from '../flow-questions';
import { FlowWorkbook } from '../flow-workbook';
import { subscriptionOf } from './canonical-ids';

/** Digits of the path hash in the id of the constructs for a workspace. */
const HASH_LENGTH = 8;

/**
 * Saves questions and a workbook for a workspace outside of the lake that Traffic Analytics writes to, once per workspace
 * and stack. A workspace that the app does not declare, or that another stack declares in another subscription, can be in a
 * subscription that no provider of the stack deploys to.
 */
export function workspaceQuestions(
  scope: Construct,
  workspace: IWorkspace,
  tags: { readonly [name: string]: string } | undefined,
): void {
  if (!Construct.isConstruct(workspace) || isOutOfReach(scope, workspace)) {
    const name = Construct.isConstruct(workspace) ? workspace.node.path : workspace.id;
    Annotations.of(scope).addInfo(
      `Traffic Analytics writes to the workspace ${name}, for which the lake saves no questions: add ` +
        'new FlowQuestions(...) and new FlowWorkbook(...) with its provider',
    );
    return;
  }
  const id = `Analytics-${workspace.node.addr.slice(-HASH_LENGTH)}`;
  if (scope.node.tryFindChild(id)) return;
  const all = TerraformStack.of(scope).node.findAll();
  const of = new Construct(scope, id);
  if (!all.some((node) => node instanceof FlowQuestions && node.workspace === workspace)) {
    new FlowQuestions(of, 'Questions', { workspace, tags });
  }
  if (!all.some((node) => node instanceof FlowWorkbook && node.workspace === workspace)) {
    new FlowWorkbook(of, 'Workbook', { workspace, tags });
  }
}

/** Whether another stack declares a workspace in another subscription. */
function isOutOfReach(scope: Construct, workspace: Construct): boolean {
  if (TerraformStack.of(workspace) === TerraformStack.of(scope)) return false;
  return subscriptionOf(workspace)?.toLowerCase() !== subscriptionOf(scope)?.toLowerCase();
}
