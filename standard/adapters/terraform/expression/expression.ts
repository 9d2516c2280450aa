/** A Terraform expression. Source: Terraform, "Expressions"; HCL, "HCL Native Syntax Specification". */
export type Expression =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string }
  /** Text with expressions in it: the results are joined. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly items: readonly ObjectItem[] }
  | ForExpression
  /** The first name of a reference: `var` in `var.region`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  | CallExpression
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for k, v in collection : value if condition]`, or the same in braces with `key => value`. */
export interface ForExpression {
  readonly kind: 'for';
  readonly keyName?: string;
  readonly valueName: string;
  readonly collection: Expression;
  /** Present in the form with braces. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** Whether values with equal keys are collected in lists. */
  readonly isGrouped: boolean;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  /** Whether the last argument is a list of arguments: `max(numbers...)`. */
  readonly isExpanded: boolean;
}

/** The name of the element in the expression of a splat. No identifier can have it. */
export const SPLAT_ELEMENT = '*';
