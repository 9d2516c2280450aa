import type { TemplateResource } from '../template/template-stack';

/**
 * Whether CloudFormation never deletes a resource: both policies retain it.
 *
 * `RetainExceptOnCreate` deletes the resource when its creation is rolled back. Without `UpdateReplacePolicy`, a replacement
 * deletes the resource.
 *
 * Source: AWS CloudFormation Template Reference, "DeletionPolicy attribute", "UpdateReplacePolicy attribute".
 */
export function isRetained({ deletionPolicy, updateReplacePolicy }: TemplateResource): boolean {
  return deletionPolicy === 'Retain' && updateReplacePolicy === 'Retain';
}
