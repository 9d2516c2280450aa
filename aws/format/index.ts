export { fieldName, isFieldName } from './field-name';
export { formatOfText } from './format-of-text';
export { type FormatProblem, FormatProblemKind, LogFormatError } from './format-problem';
export { LogFormat } from './log-format';
export { formatNamed, NAMED_FORMATS, type NamedFormat } from './named-formats';
export { knownFieldLike } from './parse-format';
export { TaggedResource, type TagKeys } from './tag-keys';
