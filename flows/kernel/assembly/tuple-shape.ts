import { MAX_TUPLE_SHAPES } from '../shared/text-space';
import { TUPLE_COUNTERS, TUPLE_POSITIONS } from '../shared/tuple-sizes';
import { reserve } from './memory';

/** Number of fields in each part of a tuple. */
@unmanaged
class Declaration {
  leadingFields: i32;
  compositeFields: i32;
  counters: i32;
}

const DECLARATIONS: usize = reserve(<usize>MAX_TUPLE_SHAPES * offsetof<Declaration>());

let count: i32 = 0;

function declarationAt(number: i32): Declaration {
  return changetype<Declaration>(DECLARATIONS + <usize>number * offsetof<Declaration>());
}

/**
 * The shape of the tuples of the current record: first the leading fields, one for each of the first columns of the
 * schema; then the fields of the composite column; then the counters, if the tuple has any.
 */
export class TupleShape {
  static number: i32 = 0;
  /** Number of all fields. */
  static fields: i32 = 0;
  static leadingFields: i32 = 0;
  static compositeFields: i32 = 0;
  static hasCounters: bool = false;

  /** Selects a shape by its number. */
  static select(number: i32): void {
    const declaration = declarationAt(number);
    TupleShape.number = number;
    TupleShape.leadingFields = declaration.leadingFields;
    TupleShape.compositeFields = declaration.compositeFields;
    TupleShape.hasCounters = declaration.counters > 0;
    TupleShape.fields = declaration.leadingFields + declaration.compositeFields + declaration.counters;
  }
}

/** Removes all shapes. */
export function clearTupleShapes(): void {
  count = 0;
}

/** Adds a shape. Returns its number; -1 if the kernel cannot read tuples of this shape. */
export function addTupleShape(leadingFields: i32, compositeFields: i32, counters: i32): i32 {
  if (count === MAX_TUPLE_SHAPES || leadingFields < 1 || compositeFields < 1) return -1;
  if (counters !== 0 && counters !== TUPLE_COUNTERS) return -1;
  if (leadingFields + compositeFields + counters >= TUPLE_POSITIONS) return -1;
  const declaration = declarationAt(count);
  declaration.leadingFields = leadingFields;
  declaration.compositeFields = compositeFields;
  declaration.counters = counters;
  return count++;
}
