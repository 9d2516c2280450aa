import { describe, expect, test } from 'vitest';
import { INSIGHTS_QUESTIONS } from '../../aws/insights/questions';
import { FLOW_TABLE_QUESTIONS, KQL_QUESTIONS } from '../../azure/questions';
import { QUESTIONS, type Question } from '../../flows/questions';
import { sourceFiles } from '../support/source-files';

const DIALECTS: Readonly<Record<string, readonly Question[]>> = {
  sql: QUESTIONS,
  'traffic analytics': KQL_QUESTIONS,
  'flow table': FLOW_TABLE_QUESTIONS,
  insights: INSIGHTS_QUESTIONS,
};
const SOURCES = sourceFiles('flows/questions', 'azure/questions', 'aws/insights');
const ALL = Object.values(DIALECTS).flat();

describe('the questions of all dialects', () => {
  test.each(Object.entries(DIALECTS))('%s has each question once', (_, questions) => {
    expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
  });

  test('are declared once: one name has one title, one group, one summary, one chart', () => {
    const declared = new Map<string, Question>();
    for (const question of ALL) {
      const first = declared.get(question.name) ?? question;
      declared.set(question.name, first);
      const { title, group, summary, chart } = question;
      expect({ title, group, summary, chart }).toEqual({
        title: first.title,
        group: first.group,
        summary: first.summary,
        chart: first.chart,
      });
    }
    const titles = [...declared.values()].map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('are in the files of their names', () => {
    const paths = new Set(SOURCES.map(({ path }) => path));
    for (const { name } of QUESTIONS) expect(paths).toContain(`flows/questions/${name}.ts`);
    for (const { name } of [...KQL_QUESTIONS, ...FLOW_TABLE_QUESTIONS]) {
      expect(paths).toContain(`azure/questions/${name}.ts`);
    }
    for (const { name } of INSIGHTS_QUESTIONS) expect(paths).toContain(`aws/insights/questions/${name}.ts`);
  });

  test('have names and titles that no second source declares', () => {
    const texts = SOURCES.flatMap(({ text: source }) =>
      [...source.matchAll(/^\s+(?:name|title): (['`].*['`]),$/gm)].map(([, text]) => text),
    );
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });
});
