import { FieldType, FlowField, ResourceKind } from './flow-field';

/**
 * A field of AWS that is newer than this version of the package. The normalizer writes its values to the column
 * `extra`, by name. In a raw table the field has its own column.
 *
 * @example
 * const newer = LogFormat.custom('${srcaddr} ${tls-version}').fields.filter((field) => field instanceof UnknownField);
 */
export class UnknownField extends FlowField {
  constructor(name: string) {
    super(
      name,
      0,
      FieldType.STRING,
      'extra',
      Object.values(ResourceKind),
      'field that is newer than this version of the package',
      'none',
    );
  }
}
