import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './source-files';

/** A table of the page on costs: the cost of a flow log of an example, calculated by hand. */
export interface HandCalculation {
  /** Directory of the example. */
  readonly example: string;
  readonly gbPerDay: string;
  readonly flowLog: string;
  readonly regions: readonly string[];
  readonly lines: readonly CalculatedLine[];
  /** The total in each region: `1,234.50`, or `at least 1,234.50` without the price of a line. */
  readonly totals: readonly string[];
}

/** A line of a calculation. */
export interface CalculatedLine {
  /** Charge and item, as the table of the command shows them. */
  readonly name: string;
  readonly quantity: Calculation;
  /** The amount in each region; undefined without a price. */
  readonly amounts: readonly (Calculation | undefined)[];
}

/** `60 × 0.25 = 15.00`. The result of an amount below half a cent is `< 0.01`. */
export interface Calculation {
  /** The text before the last equals sign; the result itself if there is none. */
  readonly expression: string;
  readonly result: string;
}

/** Reads the table of assumptions: their values by their names. */
export function shownAssumptions(): Map<string, number> {
  const rows = pageLines().flatMap((line) => {
    const [, name, value = ''] = /^\| `([\w.]+)` \| ([\d,]+) \|/.exec(line) ?? [];
    return name === undefined ? [] : [[name, Number(value.replaceAll(',', ''))] as const];
  });
  return new Map(rows);
}

const HEADING = /^### `([a-z-]+)`, ([\d.]+) GB a day: (.+)$/;

/** Reads the tables below headings of the form "### `cdk-vpc`, 2 GB a day: NetworkStack/FlowLogs". */
export function handCalculations(): HandCalculation[] {
  const lines = pageLines();
  return lines.flatMap((heading, index) => {
    const [, example, gbPerDay, flowLog] = HEADING.exec(heading) ?? [];
    if (example === undefined || gbPerDay === undefined || flowLog === undefined) return [];
    const start = lines.findIndex((line, at) => at > index && line.startsWith('| '));
    const end = lines.findIndex((line, at) => at > start && !line.startsWith('| '));
    const [header = [], , ...rows] = lines.slice(start, end).map(cellsOf);
    const [, , ...totals] = rows.at(-1) ?? [];
    return [
      { example, gbPerDay, flowLog, regions: header.slice(2), lines: rows.slice(0, -1).map(lineOf), totals },
    ];
  });
}

/** An exact number. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Calculates sums of products of decimal numbers and quotients exactly, such as `10,240 × 0.50 + 4,760 × 7 / 100`.
 *
 * @param digits digits of the result after the point, rounded half up
 * @throws Error for anything else
 */
export function calculated(expression: string, digits: number): string {
  const { numerator, denominator } = expression
    .replaceAll(',', '')
    .split(' + ')
    .map((product) => product.split(' × ').map(quotientOf).reduce(multiplied))
    .reduce((one, other) => ({
      numerator: one.numerator * other.denominator + other.numerator * one.denominator,
      denominator: one.denominator * other.denominator,
    }));
  const unit = 10n ** BigInt(digits);
  const rounded = (2n * numerator * unit + denominator) / (2n * denominator);
  const text = rounded.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Reads `7`, or `7 / 100`. */
function quotientOf(text: string): Fraction {
  const [first, ...others] = text.split(' / ').map(decimalOf) as [Fraction, ...Fraction[]];
  return others.reduce(
    (value, { numerator, denominator }) =>
      multiplied(value, { numerator: denominator, denominator: numerator }),
    first,
  );
}

function decimalOf(text: string): Fraction {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`expected a number, received ${JSON.stringify(text)}`);
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) };
}

function multiplied(one: Fraction, other: Fraction): Fraction {
  return {
    numerator: one.numerator * other.numerator,
    denominator: one.denominator * other.denominator,
  };
}

function pageLines(): string[] {
  return readFileSync(join(ROOT, 'docs/cost.md'), 'utf8').split('\n');
}

function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function lineOf([name = '', quantity = '', ...amounts]: readonly string[]): CalculatedLine {
  return {
    name,
    quantity: calculationOf(withoutUnit(quantity)),
    amounts: amounts.map((text) => (text === 'unknown' ? undefined : calculationOf(text))),
  };
}

/** `8 × 30 = 240 thousand requests` without its unit. */
function withoutUnit(text: string): string {
  const start = text.lastIndexOf(' = ') < 0 ? 0 : text.lastIndexOf(' = ') + 3;
  const end = text.indexOf(' ', start);
  return end < 0 ? text : text.slice(0, end);
}

function calculationOf(text: string): Calculation {
  const at = text.lastIndexOf(' = ');
  return at < 0
    ? { expression: text, result: text }
    : { expression: text.slice(0, at), result: text.slice(at + 3) };
}
