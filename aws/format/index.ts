export { type FormatProblem, FormatProblemKind, LogFormatError } from './format-problem';
export { LogFormat } from './log-format';
export { knownFieldLike } from './parse-format';
export { TaggedResource, type TagKeys } from './tag-keys';
