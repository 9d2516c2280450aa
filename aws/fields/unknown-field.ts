import { FieldType, FlowField, ResourceKind } from './flow-field';

/**
 * A field that AWS has and this version does not know: newer than this version. Its values are kept by name in the
 * column `extra`, and in a column of their own in raw tables.
 */
export class UnknownField extends FlowField {
  constructor(name: string) {
    super(
      name,
      0,
      FieldType.STRING,
      'extra',
      Object.values(ResourceKind),
      'a field this version does not know',
      'none',
    );
  }
}
