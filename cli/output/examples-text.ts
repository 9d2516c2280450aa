/** The examples at the end of a command's help, one per line. */
export function examplesText(...examples: readonly string[]): string {
  return ['', 'Examples:', ...examples.map((example) => `  $ ${example}`)].join('\n');
}
