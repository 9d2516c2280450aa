/** Maximum length of the name of a storage account. */
export const MAX_ACCOUNT_NAME = 24;

const NAME = /^[a-z0-9]{3,24}$/;

/**
 * Validates the name of a storage account, which must be unique in all of Azure. Returns the problem, or undefined.
 *
 * Source: Azure Storage documentation, "Storage account overview".
 */
export function accountNameProblem(prop: string, name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return `${prop} is ${JSON.stringify(name)}: expected 3 to ${MAX_ACCOUNT_NAME} lower-case letters and digits`;
}
