import { isAzureFlowLog, PlannedAction } from '../facts';
import { Engine, engineOf } from './engine';
import { ChangeKind, type FlowLogChange, type Refusal } from './flow-log-change';

/** The first version of azurerm that sends a changed target to Azure. Source: azurerm, "Changelog", 4.48.0. */
const FIRST_CORRECT_VERSION = [4, 48];

/**
 * Reports an in-place update of the target by a version of azurerm that does not send it: the apply succeeds, and the flow log
 * keeps its old target. Source: azurerm, issue "target Id updates are not reflecting".
 */
export function targetUpdateRefusal({
  kind,
  flowLog,
  before,
  properties,
}: Pick<FlowLogChange, 'kind' | 'flowLog' | 'before' | 'properties'>): Refusal | undefined {
  const isInPlace = kind === ChangeKind.UPDATED || flowLog.planned?.action === PlannedAction.UPDATE;
  const target = properties.find(({ name }) => name === 'target');
  if (!isAzureFlowLog(flowLog) || !before || engineOf(flowLog) !== Engine.TERRAFORM || !isInPlace || !target)
    return undefined;
  const { providerVersion } = flowLog;
  if (providerVersion?.known && isCorrect(providerVersion.value.version)) return undefined;
  const isCertain = providerVersion?.known === true && !providerVersion.value.isMinimum;
  const version = isCertain ? `azurerm ${providerVersion.value.version}` : 'azurerm before 4.48.0';
  const condition = isCertain ? '' : '; the exact version is not known';
  return {
    message: `${version} plans to change the target from ${target.before} to ${target.after} in place, and does not send it to Azure: the apply succeeds, and the flow log still records ${target.before}${condition}`,
    fix: 'upgrade azurerm to 4.48.0 or later, or replace the flow log: terraform apply -replace',
    isCertain,
  };
}

function isCorrect(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [firstMajor = 0, firstMinor = 0] = FIRST_CORRECT_VERSION;
  return major > firstMajor || (major === firstMajor && minor >= firstMinor);
}
