/** An expression of the CloudWatch Logs Insights language. */
export type Expression =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'period'; readonly milliseconds: number }
  | { readonly kind: 'star' }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'in'; readonly of: Expression; readonly values: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** An expression with the name of its value. */
export interface Named {
  readonly expression: Expression;
  readonly name: string;
}

export type Command =
  | { readonly kind: 'parse'; readonly glob: string; readonly names: readonly string[] }
  | { readonly kind: 'filter'; readonly condition: Expression }
  | { readonly kind: 'fields'; readonly values: readonly Named[] }
  | { readonly kind: 'stats'; readonly values: readonly Named[]; readonly by: readonly Named[] }
  | {
      readonly kind: 'sort';
      readonly keys: readonly { readonly name: string; readonly descending: boolean }[];
    }
  | { readonly kind: 'limit'; readonly rows: number }
  | { readonly kind: 'dedup'; readonly names: readonly string[] };

/** A query that the evaluator does not know how to read. */
export class InsightsSyntaxError extends Error {
  constructor(problem: string, query: string, offset: number) {
    super(`${problem} at offset ${offset}: ${JSON.stringify(query.slice(offset, offset + 40))}`);
  }
}

/** Calls a function with every field of an expression. */
export function eachField(expression: Expression, visit: (name: string) => void): void {
  switch (expression.kind) {
    case 'field':
      visit(expression.name);
      break;
    case 'not':
      eachField(expression.of, visit);
      break;
    case 'in':
      for (const each of [expression.of, ...expression.values]) eachField(each, visit);
      break;
    case 'binary':
      eachField(expression.left, visit);
      eachField(expression.right, visit);
      break;
    case 'call':
      // bin reads the time of the event
      if (expression.name === 'bin') visit('@timestamp');
      for (const each of expression.args) eachField(each, visit);
  }
}
