/** Longest name of a storage account. */
export const MAX_ACCOUNT_NAME = 24;

const NAME = /^[a-z0-9]{3,24}$/;

/**
 * What is wrong with the name of a storage account; undefined if nothing is. Names are taken in all of Azure.
 *
 * Source: Azure Storage documentation, "Storage account overview".
 */
export function accountNameProblem(prop: string, name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return `${prop} is ${JSON.stringify(name)}: 3 to ${MAX_ACCOUNT_NAME} small letters and digits`;
}
