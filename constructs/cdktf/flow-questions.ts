import { Annotations, type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { LogTable } from '../../azure/log-tables';
import { KQL_QUESTIONS, type KqlQuestion } from '../../azure/questions';
import { throwProblems } from '../throw-problems';
import type { IResourceGroup, IWorkspace } from './azure-resources';
import { instanceProblems } from './private/instances';
import { isKnown, referenceProblems, SynthValue } from './private/known';
import { checkKql } from './private/kql-text';
import { ProviderNeeds } from './private/provider-needs';
import { useProviderOf } from './private/provider-of';
import { queryTableProblems, queryTables } from './private/query-tables';
import { queryPack, type SavedQuestion, savedSearches } from './private/saved-questions';
import type { QueryTable } from './query-table';

/** Store of saved questions. */
export enum QuestionStore {
  /** A query pack, available to all workspaces of the tenant. */
  QUERY_PACK = 'query pack',
  /** Saved searches of the workspace. */
  SAVED_SEARCHES = 'saved searches',
}

/**
 * A saved question of the user.
 *
 * @example
 * const question: OwnQuestion = { name: 'dns', title: 'Who uses DNS?', query: 'NTANetAnalytics | where DestPort == 53' };
 */
export interface OwnQuestion {
  /** Unique name: lower-case words joined by `-`. */
  readonly name: string;

  /** The question in words. */
  readonly title: string;

  /** A query in KQL. */
  readonly query: string;

  /**
   * What the result counts and what it omits.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Props of `FlowQuestions`. */
export interface FlowQuestionsProps {
  /** Workspace that the questions are for. */
  readonly workspace: IWorkspace;

  /**
   * Store of the questions.
   *
   * @default QuestionStore.QUERY_PACK
   */
  readonly store?: QuestionStore;

  /**
   * Your own questions, in addition to the shipped ones. The check of their queries at synth requires the package
   * `@kusto/language-service-next`.
   *
   * @default - none
   */
  readonly own?: OwnQuestion[];

  /**
   * Further tables of the workspace that your own questions query.
   *
   * @default - the tables of Traffic Analytics, VM insights, Application Insights and the normalizer
   */
  readonly tables?: QueryTable[];

  /**
   * Resource group of the query pack.
   *
   * @default - the resource group of the workspace
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Provider of the resources.
   *
   * @default - the provider of the workspace
   */
  readonly provider?: TerraformProvider;

  /**
   * Tags of the resources.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}

/**
 * Saves the questions on Traffic Analytics in a workspace: connections, countries, reachable ports, expected and irregular
 * traffic, surges, threats.
 *
 * @example
 * new FlowQuestions(stack, 'Questions', { workspace });
 *
 * @throws Error that lists all problems of your own questions
 */
export class FlowQuestions extends Construct {
  /** Workspace that they are for. */
  readonly workspace: IWorkspace;

  /** Names of the questions. */
  readonly names: string[];

  constructor(scope: Construct, id: string, props: FlowQuestionsProps) {
    super(scope, id);
    throwProblems(this, referenceProblems(props, SELECTING));
    useProviderOf(this, props.workspace, props.provider);
    this.workspace = props.workspace;
    const { own = [], store = QuestionStore.QUERY_PACK } = props;
    throwProblems(this, [
      ...instanceProblems(this, { workspace: props.workspace.id, resourceGroup: props.resourceGroup?.name }),
      ...nameProblems(own),
      ...queryTableProblems(props.tables),
      ...own.flatMap((question) => this.problemsOf(question, queryTables(props.tables))),
    ]);
    const questions = [
      ...KQL_QUESTIONS.map(shipped),
      ...own.map(({ query: kql, ...rest }) => ({ ...rest, kql })),
    ];
    this.names = questions.map(({ name }) => name);
    if (store === QuestionStore.QUERY_PACK) queryPack(this, props, questions);
    else savedSearches(this, props, questions);
    ProviderNeeds.of(this).add(this, ['OPERATIONAL_INSIGHTS']);
  }

  private problemsOf({ name, query }: OwnQuestion, tables: readonly LogTable[]): string[] {
    const { problems, warnings } = checkKql(`own question ${JSON.stringify(name)}`, query, tables);
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    return problems;
  }
}

/** Props that select the saved queries. */
const SELECTING = {
  workspace: SynthValue.OBJECT,
  tables: SynthValue.LIST,
  store: SynthValue.ENUM_MEMBER,
  own: SynthValue.LIST,
  resourceGroup: SynthValue.OBJECT,
};

function shipped({ name, title, description, kql, group }: KqlQuestion): SavedQuestion {
  return { name, title, description, kql, group };
}

function nameProblems(own: readonly OwnQuestion[]): string[] {
  const taken = KQL_QUESTIONS.map(({ name }) => name);
  return own.flatMap(({ name }, index) => {
    if (!isKnown(name)) {
      return [
        `the name of own question ${index + 1} is known only after deployment, but it identifies the question: set a literal name`,
      ];
    }
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      return [
        `own question ${JSON.stringify(name)}: expected a name of lower-case letters and digits, in words joined by '-'`,
      ];
    }
    const isTwice = taken.includes(name) || own.findIndex((other) => other.name === name) < index;
    return isTwice ? [`own question ${JSON.stringify(name)}: another question has this name`] : [];
  });
}
