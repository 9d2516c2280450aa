import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import {
  FlowLake,
  FlowLogDestination,
  FlowLogTarget,
  LogFormat,
  QuestionParameter,
  VpcField,
} from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { glueView } from '../../../../aws/glue-view';
import { lackingFor } from '../../../../aws/questions';
import { savedQuery } from '../../../../aws/saved-queries';
import { AWS_VIEWS } from '../../../../aws/views';
import { QUESTIONS } from '../../../../flows/questions';
import { inNetworks, network } from '../../../../flows/questions/filters';
import { relationViews, VIEWS } from '../../../../flows/views';
import { notes } from '../../../support/annotations';
import { APP_VARIANTS, newFlowLogs, newStack } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';
import { PlainTemplate } from '../../../support/plain-template';

interface NamedQuery {
  readonly Name: string;
  readonly Database: string;
  readonly WorkGroup: string;
  readonly Description: string;
  readonly QueryString: string;
}

function queriesOf(template: PlainTemplate): NamedQuery[] {
  return template
    .all('AWS::Athena::NamedQuery')
    .map(([, { Properties }]) => Properties as unknown as NamedQuery);
}

/** Names of the questions whose fields a format has. */
function supportedQuestions(format: LogFormat): string[] {
  return QUESTIONS.filter((question) => lackingFor(question, format).length === 0).map(({ name }) => name);
}

describe.each(APP_VARIANTS)('the saved questions of a lake ($title)', (variant) => {
  const stack = newStack(variant);
  const flowLogs = newFlowLogs(stack);
  const lake = FlowLake.ofStack(stack);
  const template = PlainTemplate.of(stack);
  const queries = queriesOf(template);

  test('are those whose fields its flow logs have', () => {
    const names = supportedQuestions(LogFormat.RECOMMENDED);
    expect(names.length).toBeGreaterThan(10);
    expect(names.length).toBeLessThan(QUESTIONS.length);
    expect(queries.map(({ Name }) => Name).sort()).toEqual(names.sort());
  });

  test('belong to its workgroup and database, depend on the workgroup, and cover a week', () => {
    const { workgroupName, databaseName } = lake;
    for (const query of queries) {
      expect(query).toMatchObject({ Database: databaseName, WorkGroup: workgroupName });
      const question = QUESTIONS.find(({ name }) => name === query.Name) as (typeof QUESTIONS)[number];
      expect(query.Description).toBe(question.title);
      expect(query.QueryString).toBe(savedQuery(question, { database: databaseName, days: 7 }).sql);
      expect(query.QueryString).toContain("interval '7' day");
    }
    for (const [, { DependsOn }] of template.all('AWS::Athena::NamedQuery')) {
      expect(DependsOn).toEqual([template.id('AWS::Athena::WorkGroup')]);
    }
  });

  test('exclude those without their fields, with an info annotation', () => {
    const [text] = notes(flowLogs).filter((note) => note.includes('not saved'));
    for (const question of QUESTIONS) {
      const missing = lackingFor(question, LogFormat.RECOMMENDED);
      if (missing.length > 0) expect(text).toContain(`${question.name} (${missing.join(', ')})`);
      else expect(text).not.toContain(` ${question.name} (`);
    }
  });
});

test('a lake without flow logs has no questions', () => {
  expect(queriesOf(lakeOf().template)).toEqual([]);
});

test('a question is saved once, and no annotation lists it if another flow log has its fields', () => {
  const stack = newStack();
  newFlowLogs(stack, { format: LogFormat.EVERYTHING }, 'All');
  const few = newFlowLogs(stack, { format: LogFormat.of(VpcField.SRCADDR, VpcField.START) }, 'Few');
  const names = queriesOf(PlainTemplate.of(stack)).map(({ Name }) => Name);
  expect(names.sort()).toEqual(supportedQuestions(LogFormat.EVERYTHING).sort());
  const text = notes(few).join();
  for (const name of names) expect(text).not.toContain(`${name} (`);
});

test('flow logs of a transit gateway and of a VPC have different questions', () => {
  const stack = newStack();
  newFlowLogs(stack, { target: FlowLogTarget.transitGateway('tgw-0123456789abcdef0') });
  const names = queriesOf(PlainTemplate.of(stack)).map(({ Name }) => Name);
  expect(names.sort()).toEqual(supportedQuestions(LogFormat.TRANSIT_GATEWAY).sort());
  const ofVpc = supportedQuestions(LogFormat.EVERYTHING);
  expect(names.some((name) => !ofVpc.includes(name))).toBe(true);
  expect(ofVpc.some((name) => !names.includes(name))).toBe(true);
});

test('flow logs of other stacks add their questions to the lake', () => {
  const stack = newStack();
  const lake = FlowLake.ofStack(stack);
  const other = new Stack(stack.node.root as Stack, 'Other');
  newFlowLogs(other, { destination: FlowLogDestination.toLakeThroughFirehose(lake) });
  expect(queriesOf(PlainTemplate.of(stack)).length).toBe(supportedQuestions(LogFormat.RECOMMENDED).length);
  expect(queriesOf(PlainTemplate.of(other))).toEqual([]);
});

test('questionWindow sets the time range of the questions', () => {
  const stack = newStack();
  const lake = new FlowLake(stack, 'Lake', { questionWindow: Duration.days(30) });
  newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
  for (const { QueryString } of queriesOf(PlainTemplate.of(stack))) {
    expect(QueryString).toContain("interval '30' day");
  }
});

test('questionParameters become parameters of every question that can have them', () => {
  const stack = newStack();
  const questionParameters = [QuestionParameter.PORT, QuestionParameter.ACCOUNT];
  const lake = new FlowLake(stack, 'Lake', { questionParameters });
  newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
  const queries = queriesOf(PlainTemplate.of(stack));
  for (const { Name, QueryString } of queries) {
    const question = QUESTIONS.find(({ name }) => name === Name) as (typeof QUESTIONS)[number];
    const props = { database: lake.databaseName, parameters: questionParameters };
    expect(QueryString).toBe(savedQuery(question, props).sql);
    expect(QueryString).toContain('?');
  }
});

describe('internalNetworks', () => {
  test('are internal in the views of the lake', () => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { internalNetworks: ['203.0.113.0/24', '2001:db8::/32'] });
    const networks = ['203.0.113.0/24', '2001:db8::/32'].map(network);
    const isOurs = (address: string) => inNetworks(address, networks);
    const views = PlainTemplate.of(stack)
      .all('AWS::Glue::Table')
      .map(([, { Properties }]) => Properties.TableInput as { Name: string; ViewOriginalText?: string });
    for (const view of relationViews({ keys: ['day'], isOurs })) {
      const { viewOriginalText } = glueView(view, lake.databaseName);
      expect(views.find(({ Name }) => Name === view.name)?.ViewOriginalText).toBe(viewOriginalText);
    }
  });

  test.each([
    [
      '10.0.0.1/8',
      'internalNetworks contains "10.0.0.1/8", which has bits after its prefix: the network is 10.0.0.0/8',
    ],
    [
      'corporate',
      'internalNetworks contains "corporate", which is not an address or a network: expected a network such as',
    ],
  ])('that are invalid are an error: %s', (text, message) => {
    expect(() => new FlowLake(newStack(), 'Lake', { internalNetworks: [text] })).toThrow(message);
  });

  test('that are tokens are an error', () => {
    const stack = newStack();
    const text = new CfnParameter(stack, 'Network').valueAsString;
    expect(() => new FlowLake(stack, 'Lake', { internalNetworks: [text] })).toThrow(
      'internalNetworks contains a token, but is part of the text of the views',
    );
  });
});

describe('an invalid questionWindow', () => {
  test.each([Duration.hours(36), Duration.days(0)])('is rejected: %s', (questionWindow) => {
    expect(() => new FlowLake(newStack(), 'Lake', { questionWindow })).toThrow(
      /^Network\/Lake: questionWindow is .* days: expected a whole number of days, at least 1$/,
    );
  });

  test('is rejected: a token', () => {
    const stack = newStack();
    const days = new CfnParameter(stack, 'Days', { type: 'Number' }).valueAsNumber;
    expect(() => new FlowLake(stack, 'Lake', { questionWindow: Duration.days(days) })).toThrow(
      'questionWindow is a token, but is part of the text of the queries: pass a number of days',
    );
  });
});

test('the views are entries of the database in the form of Athena', () => {
  const { template, lake } = lakeOf();
  const views = template
    .all('AWS::Glue::Table')
    .map(([, { Properties }]) => Properties.TableInput as Record<string, unknown>)
    .filter(({ TableType }) => TableType === 'VIRTUAL_VIEW');
  const expected = [...VIEWS, ...AWS_VIEWS, ...relationViews({ keys: ['day'] })];
  expect(views.map(({ Name }) => Name)).toEqual(expected.map(({ name }) => name));
  for (const view of expected) {
    const { name, parameters, viewOriginalText, viewExpandedText, columns } = glueView(
      view,
      lake.databaseName,
    );
    expect(views.find(({ Name }) => Name === name)).toMatchObject({
      Parameters: parameters,
      ViewOriginalText: viewOriginalText,
      ViewExpandedText: viewExpandedText,
      StorageDescriptor: { Columns: columns.map((column) => ({ Name: column.name, Type: column.type })) },
    });
  }
});
