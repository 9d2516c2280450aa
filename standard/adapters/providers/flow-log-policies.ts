import { objectOf } from '../../../aws/template/read-template';
import { Cloud, type UnreadPart } from '../../facts';
import {
  blockValue,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  flagOf,
} from './declared-resource';
import { parsedJson } from './parsed-json';

/**
 * Built-in definitions and initiatives that create flow logs. Source: Azure Policy built-in definitions, "Configure virtual
 * network to enable Flow Log and Traffic Analytics" and its variants.
 */
const BUILT_IN: readonly string[] = [
  'cd6f7aff-2845-4dab-99f2-6d1754a754b0',
  '3e9965dc-cc13-47ca-8259-a4252fd0cf7b',
  '6d7c9ba4-b4b9-4d38-9e86-f1bc6b322bde',
  '55634457-45e5-473f-b5c5-55cef2b20b52',
];

/** Types of policy assignments. Source: Terraform provider azurerm. */
const ASSIGNMENTS: readonly string[] = ['resource', 'resource_group', 'subscription', 'management_group'].map(
  (scope) => `azurerm_${scope}_policy_assignment`,
);

/** Returns the policy assignments that create flow logs after the deployment. */
export function flowLogPolicies(all: DeclaredResources): UnreadPart[] {
  return ASSIGNMENTS.flatMap((type) => all.ofType(type))
    .filter((assignment) => createsFlowLogs(assignment, all))
    .map((assignment) => ({
      subject: factOf(assignment, Cloud.AZURE),
      cause: 'the policy creates flow logs after the deployment, when Azure evaluates it',
      fix: 'declare the flow logs, too, or add an exception with a reason',
    }));
}

function createsFlowLogs(assignment: DeclaredResource, all: DeclaredResources): boolean {
  const enforce = flagOf(assignment, 'enforce', true);
  if (enforce.known && !enforce.value) return false;
  if (!mayDeploy(assignment)) return false;
  const reference = assignment.reference('policy_definition_id');
  if (!reference.known || reference.value === undefined) return false;
  const { target } = reference.value;
  const definition = all.at(target);
  return definition ? deploysFlowLogs(definition) : isBuiltIn(target);
}

function isBuiltIn(text: string): boolean {
  return BUILT_IN.some((id) => text.toLowerCase().includes(id));
}

/** Whether the effect that the assignment sets is one that creates resources. */
function mayDeploy(assignment: DeclaredResource): boolean {
  const parameters = assignment.value('parameters');
  if (!parameters.known) return true;
  const json = typeof parameters.value === 'string' ? parsedJson(parameters.value) : parameters.value;
  const effect = blockValue(objectOf(objectOf(json).effect).value);
  return !effect.known || effect.value === undefined || /^deployifnotexists$/i.test(String(effect.value));
}

/** Whether a definition or an initiative of the artifact creates flow logs. */
function deploysFlowLogs(definition: DeclaredResource): boolean {
  const texts = ['policy_rule', 'policy_definition_reference'].map((name) => {
    const value = definition.value(name);
    return value.known ? JSON.stringify(value.value ?? '').toLowerCase() : '';
  });
  return texts.some(
    (text) =>
      isBuiltIn(text) ||
      (text.includes('microsoft.network/networkwatchers/flowlogs') && text.includes('deployifnotexists')),
  );
}
