import type { LogColumn, LogTable } from '../log-tables';
import { type AnalysedQuery, analysedQuery, childrenOf } from './analysed-query';
import { problemsOf, unreadableProblem } from './kql-problems';
import { nearestName } from './nearest-name';
import { type KqlProblem, KqlSeverity, placeOf } from './problem';
import type { Finding } from './rules';
import {
  MAX_PARSED_COLUMNS,
  OTHER_TEXT_OPERATORS,
  TRANSFORM_FUNCTIONS,
  TRANSFORM_ONLY_FUNCTIONS,
  TRANSFORM_OPERATORS,
} from './transform-subset';

const UNKNOWN_FUNCTION = 'KS211';

/**
 * All that is wrong with a transformation of a data collection rule: a query over `source` whose result goes into a
 * table.
 *
 * @param sourceColumns - the columns of the stream that comes in
 * @throws Error if the Kusto language service is not installed
 */
export function transformProblems(
  kql: string,
  sourceColumns: readonly LogColumn[],
  targetTable: LogTable,
): KqlProblem[] {
  const unreadable = unreadableProblem(kql);
  if (unreadable) return [unreadable];
  const source = { name: 'source', about: 'What comes in.', columns: sourceColumns };
  const query = analysedQuery(kql, [source]);
  const general = problemsOf(query).filter((problem) => !isOfTransformsOnly(query, problem));
  const isSound = general.every(({ severity }) => severity !== KqlSeverity.ERROR);
  const own = [
    ...told('transform-operator', kql, operatorFindings(query)),
    ...told('transform-function', kql, functionFindings(query)),
    // what comes out of a broken query is not known
    ...(isSound ? told('transform-result', kql, resultFindings(query, targetTable)) : []),
  ];
  return [...general, ...own].sort((one, other) => one.offset - other.offset);
}

/** The language service does not know the functions that only transformations have. */
function isOfTransformsOnly({ text }: AnalysedQuery, { rule, offset }: KqlProblem): boolean {
  const [name = ''] = /^\w*/.exec(text.slice(offset)) ?? [];
  return rule === UNKNOWN_FUNCTION && TRANSFORM_ONLY_FUNCTIONS.has(name);
}

function told(rule: string, kql: string, findings: readonly Finding[]): KqlProblem[] {
  return findings.map(({ offset, ...finding }) => ({ rule, ...finding, ...placeOf(kql, offset) }));
}

function operatorFindings({ nodes, text }: AnalysedQuery): Finding[] {
  return nodes.flatMap(({ kind, node }) => {
    const error = { severity: KqlSeverity.ERROR, offset: node.TextStart };
    if (kind.endsWith('Operator') && !TRANSFORM_OPERATORS.has(kind)) {
      const [name = kind] = /^[\w-]+/.exec(text.slice(node.TextStart)) ?? [];
      const message = `${name} is not for transformations, which see one record at a time: take where, extend, project, project-away, project-rename, parse or print`;
      return [{ ...error, message }];
    }
    if (kind === 'ParseOperator') {
      const columns = parsedColumns(nodes, node.TextStart, node.Width);
      if (columns <= MAX_PARSED_COLUMNS) return [];
      const message = `parse makes ${columns} columns, and a transformation ${MAX_PARSED_COLUMNS} at most in one: split it`;
      return [{ ...error, message }];
    }
    if (kind === 'DynamicExpression') {
      return [
        { ...error, message: 'a dynamic literal is not for transformations: write parse_json of a text' },
      ];
    }
    if (node.IsToken && OTHER_TEXT_OPERATORS.has(node.Text ?? '')) {
      const message = `${node.Text} is not among the operators that are documented for transformations`;
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
    const message = `${name} is not among the functions that are documented for transformations`;
    return [{ severity: KqlSeverity.WARNING, message, offset: called.TextStart }];
  });
}

/** Source: Azure Monitor documentation, "Create a transformation in Azure Monitor"; TimeGenerated must be there. */
function resultFindings(
  { resultColumns, text }: AnalysedQuery,
  { name: table, columns }: LogTable,
): Finding[] {
  // a query says nowhere what comes out but at its end
  const offset = text.trimEnd().length;
  const names = columns.map(({ name }) => name);
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const findings: Finding[] = resultColumns.flatMap(({ name, type }) => {
    const wanted = types.get(name);
    if (!wanted) {
      const near = nearestName(name, names);
      const hint = near ? `did you mean ${near}? Names mind case` : 'it would be dropped';
      return [
        {
          severity: KqlSeverity.ERROR,
          message: `the result has ${name}, which ${table} does not have: ${hint}`,
          offset,
        },
      ];
    }
    if (type === wanted || type === 'unknown') return [];
    return [
      {
        severity: KqlSeverity.ERROR,
        message: `${name} comes out as ${type}, and is ${wanted} in ${table}: write ${name} = to${wanted}(...)`,
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
    const message = `the result has no TimeGenerated, which ${table} must have: write TimeGenerated = now() or a time of the record`;
    findings.push({ severity: KqlSeverity.ERROR, message, offset });
  }
  const empty = missing.filter((name) => name !== 'TimeGenerated');
  if (empty.length > 0) {
    const message = `nothing comes out for ${empty.join(', ')}: ${empty.length === 1 ? 'it stays' : 'they stay'} empty in ${table}`;
    findings.push({ severity: KqlSeverity.WARNING, message, offset });
  }
  return findings;
}

/** Source: Azure Monitor documentation, "Standard columns in Azure Monitor Logs". */
function isSetByService(name: string): boolean {
  return name.startsWith('_') || ['TenantId', 'Type', 'SourceSystem'].includes(name);
}
