/** Maximum length of the name of a flow log. */
export const MAX_FLOW_LOG_NAME = 80;

const NAME = /^[^\W_]$|^[^\W_][\w.-]{0,78}\w$/;

/**
 * Validates the name of a flow log. Returns the problem, or undefined.
 *
 * Source: azurerm provider, `azurerm_network_watcher_flow_log`.
 */
export function flowLogNameProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return (
    `flowLogName is ${JSON.stringify(name)}: expected 1 to ${MAX_FLOW_LOG_NAME} letters, digits, '.', '-' and '_', ` +
    "beginning with a letter or digit and ending with a letter, digit or '_'"
  );
}
