import { type Command, Option } from 'commander';

/**
 * An option that takes one value and can be repeated. Its values arrive as a list. (A variadic option of commander would
 * take the command's path as one more value: `cost --gb-per-day 2 cdk.out`.)
 */
export class RepeatableOption extends Option {
  /** @param parse - the values that one text stands for */
  constructor(
    flags: string,
    description: string,
    parse: (text: string) => readonly unknown[] = (text) => [text],
  ) {
    super(flags, `${description} (repeatable)`);
    this.argParser((text: string, previous: readonly unknown[] = []) => [...previous, ...parse(text)]);
  }
}

/** Values of an option whose values contain no comma: `a,b` and `a, b` are `a` and `b`. */
export function commaSeparated(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * Rewrites `--option A B -- path` to `--option A --option B -- path`. Here the end of the values is unambiguous;
 * without `--`, only the first value belongs to the option.
 */
export function repeatFlags(args: readonly string[], command: Command): string[] {
  const end = args.indexOf('--');
  const flagAt = args.slice(0, end === -1 ? 0 : end).findLastIndex((each) => each.startsWith('-'));
  const flag = args[flagAt] ?? '';
  if (!repeatableFlags(command).has(flag)) return [...args];
  const values = args.slice(flagAt + 1, end);
  return [...args.slice(0, flagAt), ...values.flatMap((value) => [flag, value]), ...args.slice(end)];
}

function repeatableFlags(command: Command): ReadonlySet<string> {
  const own = command.options.flatMap((option) =>
    option instanceof RepeatableOption && option.long ? [option.long] : [],
  );
  return new Set([...own, ...command.commands.flatMap((each) => [...repeatableFlags(each)])]);
}
