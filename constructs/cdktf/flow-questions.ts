import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { KQL_QUESTIONS, type KqlQuestion } from '../../azure/questions';
import { throwProblems } from '../throw-problems';
import type { IResourceGroup, IWorkspace } from './azure-resources';
import { checkKql } from './private/kql-text';
import { ProviderNeeds } from './private/provider-needs';
import { queryPack, type SavedQuestion, savedSearches } from './private/saved-questions';

/** Where questions are saved. */
export enum QuestionStore {
  /** A query pack, which all workspaces of a tenant can show. */
  QUERY_PACK = 'query pack',
  /** Saved searches of the workspace. */
  SAVED_SEARCHES = 'saved searches',
}

/** A question of your own. */
export interface OwnQuestion {
  /** Words joined by `-`, its own among the questions. */
  readonly name: string;

  /** The question in words. */
  readonly title: string;

  /** A query in KQL. */
  readonly query: string;

  /**
   * What the answer counts and what it leaves out.
   *
   * @default - nothing
   */
  readonly description?: string;
}

/** Props of `FlowQuestions`. */
export interface FlowQuestionsProps {
  /** Workspace that the questions are for. */
  readonly workspace: IWorkspace;

  /**
   * Where they are saved.
   *
   * @default QuestionStore.QUERY_PACK
   */
  readonly store?: QuestionStore;

  /**
   * Questions of your own, beside ours. They are checked at synthesis, which needs the package
   * `@kusto/language-service-next`.
   *
   * @default - none
   */
  readonly own?: OwnQuestion[];

  /**
   * Group of the query pack.
   *
   * @default - that of the workspace
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * Tags of its resources.
   *
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };
}

/**
 * Saves questions to what Traffic Analytics writes: who connects, from where, to which ports, what is expected, what
 * is not, where traffic surges, and which threats there are.
 *
 * @throws Error with every problem of questions of your own
 */
export class FlowQuestions extends Construct {
  /** Names of the questions. */
  readonly names: string[];

  constructor(scope: Construct, id: string, props: FlowQuestionsProps) {
    super(scope, id);
    const { own = [], store = QuestionStore.QUERY_PACK } = props;
    throwProblems(this, [...nameProblems(own), ...own.flatMap((question) => this.problemsOf(question))]);
    const questions = [
      ...KQL_QUESTIONS.map(shipped),
      ...own.map(({ query: kql, ...rest }) => ({ ...rest, kql })),
    ];
    this.names = questions.map(({ name }) => name);
    if (store === QuestionStore.QUERY_PACK) queryPack(this, props, questions);
    else savedSearches(this, props, questions);
    ProviderNeeds.of(this).add(this, ['OPERATIONAL_INSIGHTS']);
  }

  private problemsOf({ name, query }: OwnQuestion): string[] {
    const { problems, warnings } = checkKql(`own question ${JSON.stringify(name)}`, query);
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    return problems;
  }
}

function shipped({ name, title, description, kql, group }: KqlQuestion): SavedQuestion {
  return { name, title, description, kql, group };
}

function nameProblems(own: readonly OwnQuestion[]): string[] {
  const taken = KQL_QUESTIONS.map(({ name }) => name);
  return own.flatMap(({ name }, index) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      return [
        `own question ${JSON.stringify(name)}: a name is small letters and digits, in words joined by '-'`,
      ];
    }
    const isTwice = taken.includes(name) || own.findIndex((other) => other.name === name) < index;
    return isTwice ? [`own question ${JSON.stringify(name)}: there is one of this name already`] : [];
  });
}
