import { FILTER_FIELD_NAMES, type FilterField, filterFieldNamed, filterValueProblem } from './filter-field';

/** Maximum length of the text of a filter. Source: as for `FlowLogFilter`. */
export const MAX_FILTER_LENGTH = 1000;

/** A comparison of one field. */
export interface FilterCondition {
  readonly field: FilterField;
  readonly operator: '=' | '!=';
  readonly values: readonly string[];
}

/**
 * A filter of a VNet flow log (preview): the flow log records the flows that match, and nothing of the others. Counts and
 * sums over a filtered flow log miss the flows that do not match.
 *
 * Azure evaluates AND before OR and supports no brackets. A filter therefore consists of alternatives, each with conditions
 * that all apply: `and` of a filter with several alternatives adds the conditions to each of them.
 *
 * Source: Azure Network Watcher documentation, "Filter virtual network flow logs".
 *
 * @example
 * const filter = FlowLogFilter.equals(FilterField.DST_PORT, '22', '3389').and(
 *   FlowLogFilter.notEquals(FilterField.SRC_IP, '10.0.0.0/8'),
 * );
 */
export class FlowLogFilter {
  /** Records flows whose field has one of the values. */
  static equals(field: FilterField, ...values: string[]): FlowLogFilter {
    return new FlowLogFilter([[{ field, operator: '=', values }]]);
  }

  /** Records flows whose field has none of the values. */
  static notEquals(field: FilterField, ...values: string[]): FlowLogFilter {
    return new FlowLogFilter([[{ field, operator: '!=', values }]]);
  }

  /**
   * Parses the text of a filter.
   *
   * @throws Error that lists all problems of the text. It must be known at synth
   * @example
   * const filter = FlowLogFilter.parse('DstPort=22,3389 && SrcIP!=10.0.0.0/8 || Direction=Outbound');
   */
  static parse(text: string): FlowLogFilter {
    if (text.includes('${')) {
      throw new Error(
        'the text of the filter contains an expression, which is known only after deployment: use FlowLogFilter.equals() and ' +
          'notEquals(), whose values can be references',
      );
    }
    const problems = filterTextProblems(text);
    if (problems.length > 0) throw new Error(problems.join('; '));
    return new FlowLogFilter(splitText(text).map((parts) => parts.map(conditionIn)));
  }

  private constructor(private readonly alternatives: readonly (readonly FilterCondition[])[]) {}

  /** Records flows that match both filters. */
  and(other: FlowLogFilter): FlowLogFilter {
    return new FlowLogFilter(
      this.alternatives.flatMap((own) => other.alternatives.map((each) => [...own, ...each])),
    );
  }

  /** Records flows that match one of the filters. */
  or(other: FlowLogFilter): FlowLogFilter {
    return new FlowLogFilter([...this.alternatives, ...other.alternatives]);
  }

  /** Text of the filter in the form of the Azure API: `DstPort=22,3389 && SrcIP!=10.0.0.0/8`. */
  toString(): string {
    return this.alternatives.map((all) => all.map(textOf).join(' && ')).join(' || ');
  }

  /** All comparisons. */
  get conditions(): FilterCondition[] {
    return this.alternatives.flat();
  }
}

/** Returns the problem of the length of a text, or undefined. */
export function filterLengthProblem({ length }: string): string | undefined {
  if (length <= MAX_FILTER_LENGTH) return undefined;
  return (
    `the filter has ${length} characters: Azure accepts at most ${MAX_FILTER_LENGTH}; combine values of a field in one ` +
    'comparison, such as DstPort=22,3389, or ports and addresses in ranges'
  );
}

/** Returns all problems of the text of a filter. */
export function filterTextProblems(text: string): string[] {
  const problems = [filterLengthProblem(text) ?? []].flat();
  if (/[()[\]{}]/.test(text)) {
    problems.push(
      `the filter ${JSON.stringify(shortened(text))} contains brackets, which Azure does not support: write the ` +
        'conditions of each alternative, AND is evaluated before OR',
    );
    return problems;
  }
  return [...problems, ...splitText(text).flat().flatMap(conditionProblems)];
}

/** Splits a text into alternatives, and those into conditions. */
function splitText(text: string): string[][] {
  return text.split('||').map((alternative) => alternative.split('&&').map((part) => part.trim()));
}

/** The parts of a condition: field, operator, values. The field ends before the operator. */
function partsOf(text: string): {
  readonly field: string;
  readonly operator: string;
  readonly values: string[];
} {
  const at = text.indexOf('=');
  const isNegated = text[at - 1] === '!';
  return {
    field: text.slice(0, isNegated ? at - 1 : Math.max(at, 0)).trim(),
    operator: at < 0 ? '' : isNegated ? '!=' : '=',
    values: text
      .slice(at + 1)
      .split(',')
      .map((value) => value.trim()),
  };
}

function conditionProblems(text: string): string[] {
  const { field: name, operator, values } = partsOf(text);
  const field = filterFieldNamed(name);
  if (operator === '' || name === '') {
    return [
      `the filter contains ${JSON.stringify(shortened(text))}: expected FIELD=VALUES or FIELD!=VALUES, joined by && or ||`,
    ];
  }
  if (field === undefined) {
    return [
      `the filter contains the unknown field ${JSON.stringify(shortened(name))}: expected one of ${FILTER_FIELD_NAMES}`,
    ];
  }
  return values.flatMap((value) => filterValueProblem(field, value) ?? []);
}

function conditionIn(text: string): FilterCondition {
  const { field, operator, values } = partsOf(text);
  return {
    field: filterFieldNamed(field) as FilterField,
    operator: operator as FilterCondition['operator'],
    values,
  };
}

function textOf({ field, operator, values }: FilterCondition): string {
  return `${field}${operator}${values.join(',')}`;
}

/** A text for a message. */
function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
