/** The kinds of blocks with locations. */
const BLOCK = /^\s*(resource|data|module|provider|variable|output)\s+"?([\w-]+)"?(?:\s+"?([\w-]+)"?)?\s*\{/;

/** A block of a file in the Terraform language. */
export interface TerraformTextBlock {
  /** `resource`, `aws_vpc`, `main`. */
  readonly path: readonly string[];
  /** From 1. */
  readonly line: number;
}

/** Returns the lines of a Terraform file in which code can begin, with their numbers from 1. Skips comments and heredocs. */
export function codeLines(text: string): (readonly [line: string, number: number])[] {
  const found: (readonly [string, number])[] = [];
  let terminator: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (terminator !== undefined) {
      if (line.trim() === terminator || (terminator === '*/' && line.includes('*/'))) terminator = undefined;
      continue;
    }
    found.push([line, index + 1]);
    const heredoc = /<<-?([\w-]+)\s*$/.exec(line)?.[1];
    terminator = heredoc ?? (opensComment(line) ? '*/' : undefined);
  }
  return found;
}

/** Returns the blocks of a Terraform file. */
export function blocksInText(text: string): TerraformTextBlock[] {
  return codeLines(text).flatMap(([line, number]) => {
    const [, kind = '', first = '', second] = BLOCK.exec(line) ?? [];
    return kind === ''
      ? []
      : [{ path: [kind, first, ...(second === undefined ? [] : [second])], line: number }];
  });
}

/** Returns whether a comment begins in a line and does not end in it. */
function opensComment(line: string): boolean {
  // `/*` is frequent in the texts of policies
  const [code = ''] = line
    .replace(/"[^"\\]*(?:\\(?:[\s\S]|$)[^"\\]*)*(?:"|$)/g, (text) =>
      text.length > 1 && text.endsWith('"') ? '""' : text,
    )
    .split(/#|\/\//);
  const begin = code.lastIndexOf('/*');
  return begin >= 0 && !code.includes('*/', begin + 2);
}
