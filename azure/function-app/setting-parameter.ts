/**
 * Returns the name of the template parameter that contains the value of an app setting: `FLOW_LOG_STORAGE` becomes
 * `flowLogStorage`, and `EVENT_STORAGE__clientId` becomes `eventStorageClientId`. The names begin in lower case, because ARM
 * changes the first letter of names that it returns.
 *
 * Source: azurerm issue 5706.
 */
export function parameterOfSetting(setting: string): string {
  const words = setting.split('_').filter((word) => word !== '');
  return words.map((word, index) => (index === 0 ? uncapitalized(word) : capitalized(word))).join('');
}

function uncapitalized(word: string): string {
  return isUpperCase(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + (isUpperCase(word) ? word.slice(1).toLowerCase() : word.slice(1));
}

function isUpperCase(word: string): boolean {
  return word === word.toUpperCase();
}
