import type { AccountPolicies } from '../../aws/deployer/deployer-policies';
import { countedCharacters, type PolicyDocument } from '../../aws/deployer/policy-documents';
import type { PermissionDocument, Permissions } from './permission-document';
import { resourceList } from './resource-list';

const GENERAL_NOTES = [
  'resources with names that CloudFormation generates are limited to <stack>-<logical id>-*, or to the beginning of the ' +
    'stack name where CloudFormation truncates the name',
  'the policies cover the resources of this assembly: to update or delete an earlier deployment that had other ' +
    'resources, keep the policies of that deployment too',
  'the policies do not allow the deletion of resources that the template retains (Retain): to delete such a resource, change ' +
    'its policies and print the policies again. The option --retain-except-on-create of CloudFormation deletes retained ' +
    'resources too',
  'attach the policies to the role with which CloudFormation deploys (cdk bootstrap ' +
    '--cloudformation-execution-policies); the caller of `cdk deploy` needs only the bootstrap roles in addition',
];

/**
 * Returns the IAM policies of accounts as documents.
 *
 * @param unread parts of the artifacts that were not read
 */
export function awsPolicies(accounts: readonly AccountPolicies[], unread: readonly string[]): Permissions {
  const notes = accounts.flatMap((account) => account.notes);
  return {
    documents: accounts.flatMap((account) => documentsOf(account, unread)),
    warnings: [...new Set(accounts.flatMap(({ warnings }) => warnings))],
    notes: [...new Set([...notes, ...unread, ...(accounts.length > 0 ? GENERAL_NOTES : [])])],
  };
}

function documentsOf(
  { account, stacks, documents, warnings, notes }: AccountPolicies,
  unread: readonly string[],
): PermissionDocument[] {
  return documents.map((document, index) => ({
    name: `${account ?? 'any-account'}-${index + 1}`,
    title: `policy ${index + 1} of ${documents.length}, ${account ?? 'any account'}: ${stacks.join(', ')}`,
    reasons: reasonsOf(document),
    content: document.policy,
    entry: {
      account: account ?? null,
      stacks,
      number: index + 1,
      of: documents.length,
      characters: countedCharacters(document.policy),
      policy: document.policy,
      statements: document.notes,
      warnings,
      notes: [...notes, ...unread, ...GENERAL_NOTES],
    },
  }));
}

function reasonsOf({ notes }: PolicyDocument): string[] {
  return notes.flatMap(({ sid, reasons }) =>
    reasons.map(({ actions, why, source, neededBy }) => {
      const reason = reasons.length > 1 ? `${actions.join(', ')}: ${why}` : why;
      return `${sid}: ${reason} [${source}] for ${resourceList(neededBy)}`;
    }),
  );
}
