/** Longest name of a flow log. */
export const MAX_FLOW_LOG_NAME = 80;

const NAME = /^[^\W_]$|^[^\W_][\w.-]{0,78}\w$/;

/**
 * What is wrong with the name of a flow log; undefined if nothing is.
 *
 * Source: azurerm provider, `azurerm_network_watcher_flow_log`.
 */
export function flowLogNameProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return (
    `flowLogName is ${JSON.stringify(name)}: 1 to ${MAX_FLOW_LOG_NAME} letters, digits, '.', '-' and '_', ` +
    "beginning with a letter or digit and ending with one or '_'"
  );
}
