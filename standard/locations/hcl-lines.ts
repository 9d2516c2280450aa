import { blocksInText, codeLines } from './terraform-text';

/**
 * Returns a function that finds the line of a part of a file in the Terraform language: `resource`, `aws_flow_log`, `main`,
 * `log_format`. If the part is absent, the line of its block counts.
 */
export function hclLines(text: string): (path: readonly string[]) => number | undefined {
  const blocks = blocksInText(text);
  const lines = codeLines(text);
  return (path) => {
    const index = blocks.findIndex((block) => block.path.every((label, at) => path[at] === label));
    const block = blocks[index];
    if (!block) return undefined;
    const end = blocks[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    let found = block.line;
    for (const name of path.slice(block.path.length)) {
      const part = lines.find(([line, number]) => number > found && number < end && declares(line, name));
      if (!part) break;
      [, found] = part;
    }
    return found;
  };
}

/** Whether a line begins an argument or a block with a name. */
function declares(line: string, name: string): boolean {
  const code = line.trimStart();
  return code.startsWith(name) && /^\s*[={]/.test(code.slice(name.length));
}
