export { Access, type Decision, decide } from './decide';
export { statementsOf } from './read-statements';
export type { OneOf, OneOrMore, PolicyRequest, RequestContext } from './request';
export { PolicyKind, type PolicyStatement, type Principals, statementProblem } from './statement';
