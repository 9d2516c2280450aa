import { type AnalysedQuery, analysedQuery, childrenOf } from '../../../azure/kql/analysed-query';
import { problemsOf, unreadableProblem } from '../../../azure/kql/kql-problems';
import { nearestName } from '../../../azure/kql/nearest-name';
import { type KqlProblem, KqlSeverity, positionOf } from '../../../azure/kql/problem';
import type { Finding } from '../../../azure/kql/rules';
import type { LogColumn, LogTable } from '../../../azure/log-tables';
import {
  MAX_PARSED_COLUMNS,
  TRANSFORM_FUNCTIONS,
  TRANSFORM_ONLY_FUNCTIONS,
  TRANSFORM_OPERATORS,
  UNSUPPORTED_STRING_OPERATORS,
} from './transform-subset';

const UNKNOWN_FUNCTION = 'KS211';
const UNKNOWN_TABLE = 'KS204';

/**
 * Validates the transformation of a data collection rule, which is a query over `source` whose result a table receives.
 *
 * @param sourceColumns - columns of the stream
 * @throws Error if the Kusto language service is not installed
 */
export function transformProblems(
  kql: string,
  sourceColumns: readonly LogColumn[],
  targetTable: LogTable,
): KqlProblem[] {
  const unreadable = unreadableProblem(kql);
  if (unreadable) return [unreadable];
  const source = { name: 'source', about: 'Rows of the stream.', columns: sourceColumns };
  const query = analysedQuery(kql, [source]);
  const general = problemsOf(query)
    .filter((problem) => !isTransformOnly(query, problem))
    // a transformation can only read its stream
    .map((each) => (each.rule === UNKNOWN_TABLE ? { ...each, severity: KqlSeverity.ERROR } : each));
  const isValid = general.every(({ severity }) => severity !== KqlSeverity.ERROR);
  const own = [
    ...problemsFrom('transform-operator', kql, operatorFindings(query)),
    ...problemsFrom('transform-function', kql, functionFindings(query)),
    // the result of an invalid query is unknown
    ...(isValid ? problemsFrom('transform-result', kql, resultFindings(query, targetTable)) : []),
  ];
  return [...general, ...own].sort((one, other) => one.offset - other.offset);
}

/** Whether the problem is about a function that exists only in transformations, which the language service does not know. */
function isTransformOnly({ text }: AnalysedQuery, { rule, offset }: KqlProblem): boolean {
  const [name = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
  return rule === UNKNOWN_FUNCTION && TRANSFORM_ONLY_FUNCTIONS.has(name);
}

function problemsFrom(rule: string, kql: string, findings: readonly Finding[]): KqlProblem[] {
  return findings.map(({ offset, ...finding }) => ({ rule, ...finding, ...positionOf(kql, offset) }));
}

function operatorFindings({ nodes, text }: AnalysedQuery): Finding[] {
  return nodes.flatMap(({ kind, node }) => {
    const error = { severity: KqlSeverity.ERROR, offset: node.TextStart };
    if (kind.endsWith('Operator') && !TRANSFORM_OPERATORS.has(kind)) {
      const [name = kind] = /^[\w-]+/.exec(text.slice(node.TextStart)) ?? [];
      const message = `${name} is not supported in transformations, which process one record at a time: use where, extend, project, project-away, project-rename, parse or print`;
      return [{ ...error, message }];
    }
    if (kind === 'ParseOperator') {
      const columns = parsedColumns(nodes, node.TextStart, node.Width);
      if (columns <= MAX_PARSED_COLUMNS) return [];
      const message = `parse creates ${columns} columns, and the limit in transformations is ${MAX_PARSED_COLUMNS}: split it`;
      return [{ ...error, message }];
    }
    if (kind === 'DynamicExpression') {
      return [
        {
          ...error,
          message: 'dynamic literals are not supported in transformations: use parse_json with a string',
        },
      ];
    }
    if (node.IsToken && UNSUPPORTED_STRING_OPERATORS.has(node.Text ?? '')) {
      const message = `${node.Text} is not documented as an operator for transformations`;
      return [{ ...error, severity: KqlSeverity.WARNING, message }];
    }
    return [];
  });
}

function parsedColumns(nodes: AnalysedQuery['nodes'], start: number, width: number): number {
  return nodes.filter(
    ({ kind, node }) =>
      kind === 'NameDeclaration' && node.TextStart >= start && node.TextStart < start + width,
  ).length;
}

function functionFindings({ nodes, text }: AnalysedQuery): Finding[] {
  const own = new Set(
    nodes.flatMap(({ kind, node }) => (kind === 'NameDeclaration' ? node.ReferencedSymbol?.Name : [])),
  );
  return nodes.flatMap(({ kind, node }) => {
    const [called] = kind === 'FunctionCallExpression' ? childrenOf(node) : [];
    if (!called) return [];
    const name = text.slice(called.TextStart, called.TextStart + called.Width);
    if (TRANSFORM_FUNCTIONS.has(name) || own.has(name)) return [];
    const message = `${name} is not documented as a function for transformations`;
    return [{ severity: KqlSeverity.WARNING, message, offset: called.TextStart }];
  });
}

/** Source: Azure Monitor documentation, "Create a transformation in Azure Monitor". TimeGenerated is required. */
function resultFindings(
  { resultColumns, text }: AnalysedQuery,
  { name: table, columns }: LogTable,
): Finding[] {
  // report problems of the result at the end of the query
  const offset = text.trimEnd().length;
  const names = columns.map(({ name }) => name);
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const findings: Finding[] = resultColumns.flatMap(({ name, type }) => {
    const wanted = types.get(name);
    if (!wanted) {
      const near = nearestName(name, names);
      const hint = near ? `did you mean ${near}? Names are case-sensitive` : 'Azure would drop it';
      return [
        {
          severity: KqlSeverity.ERROR,
          message: `the result contains ${name}, which ${table} does not have: ${hint}`,
          offset,
        },
      ];
    }
    if (type === wanted || type === 'unknown') return [];
    return [
      {
        severity: KqlSeverity.ERROR,
        message: `${name} has the type ${type} in the result and ${wanted} in ${table}: use ${name} = to${wanted}(...)`,
        offset,
      },
    ];
  });
  return [
    ...findings,
    ...missingFindings(new Set(resultColumns.map(({ name }) => name)), names, table, offset),
  ];
}

function missingFindings(
  given: ReadonlySet<string>,
  names: readonly string[],
  table: string,
  offset: number,
): Finding[] {
  const missing = names.filter((name) => !given.has(name) && !isSetByService(name));
  const findings: Finding[] = [];
  if (missing.includes('TimeGenerated')) {
    const message = `the result has no TimeGenerated, which ${table} requires: set TimeGenerated = now() or a time of the record`;
    findings.push({ severity: KqlSeverity.ERROR, message, offset });
  }
  const empty = missing.filter((name) => name !== 'TimeGenerated');
  if (empty.length > 0) {
    const message = `the result has no ${empty.join(', ')}: ${empty.length === 1 ? 'it stays' : 'they stay'} empty in ${table}`;
    findings.push({ severity: KqlSeverity.WARNING, message, offset });
  }
  return findings;
}

/** Source: Azure Monitor documentation, "Standard columns in Azure Monitor Logs". */
function isSetByService(name: string): boolean {
  return name.startsWith('_') || ['TenantId', 'Type', 'SourceSystem'].includes(name);
}
