export { type FilterDefinition, FilterKind, filterDefinition, QUESTION_FILTERS } from './catalogue';
export { FilterError } from './filter-error';
export { type FilterSql, filterSql, textLiteral, timeLiteral } from './filter-sql';
export type { FilterValues, PortRange } from './filter-values';
export { type IpNetwork, network, parseNetwork } from './ip-network';
export { inNetworks } from './network-condition';
export { type FilterTexts, parseFilters } from './parse-filters';
export { QuestionFilter } from './question-filter';
