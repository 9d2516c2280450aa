export {
  type KqlColumn,
  type KqlOptions,
  kqlColumns,
  kqlProblems,
  MAX_KQL_BYTES,
} from './kql-problems';
export { UNKNOWN_TABLE } from './language-problems';
export { hasKustoLanguageService } from './language-service';
export { type KqlProblem, KqlSeverity } from './problem';
export { KQL_RULES, type KqlRule } from './rules';
