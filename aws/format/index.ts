export { type FormatProblem, FormatProblemKind, LogFormatError } from './format-problem';
export { LogFormat } from './log-format';
