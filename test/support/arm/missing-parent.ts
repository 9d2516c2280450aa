import { type ArmAnswer, refusal } from './arm-answer';
import { type ArmId, parseArmId, RESOURCE_GROUP } from './arm-id';

/** The error of a write into a resource or group that does not exist. */
export function missingParent({ id, type, parent }: ArmId): ArmAnswer {
  const message = `'${parent}', which contains '${id}', was not found.`;
  if (type === 'microsoft.authorization/roleassignments')
    return refusal(404, 'ResourceNotFound', message, 'Role Assignments - Create (REST reference): scope');
  const isInGroup = parseArmId(parent)?.type === RESOURCE_GROUP;
  const code = isInGroup ? 'ResourceGroupNotFound' : 'ParentResourceNotFound';
  return refusal(404, code, message, 'Resolve errors for resource not found');
}
