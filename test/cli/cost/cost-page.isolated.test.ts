import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesizeExample } from '../../support/cdk-example';
import { synthesizedExample } from '../../support/cdktf-examples';
import {
  calculated,
  type HandCalculation,
  handCalculations,
  shownAssumptions,
} from '../../support/cost-page';
import { Workspace } from '../../support/flow-logs';
import { independentCost, LITERAL_TOTALS, regionsOf } from '../../support/independent-cost';

const CALCULATIONS = handCalculations();
const EXAMPLES = [...new Set(CALCULATIONS.map(({ example }) => example))];

/** The part of an estimate in JSON that the page shows. */
interface EstimateJson {
  readonly perMonth: string;
  readonly assumptions: Readonly<Record<string, number>>;
  readonly flowLogs: readonly {
    readonly flowLog: string;
    readonly perMonth: string;
    readonly lines: readonly {
      readonly charge: string;
      readonly item: string;
      readonly quantity: string;
      readonly perMonth: string | null;
    }[];
  }[];
}

describe('the page on costs', () => {
  const workspace = new Workspace();

  beforeAll(async () => {
    for (const example of EXAMPLES) {
      const directory = join(workspace.directory, example);
      if (example.startsWith('cdktf-')) await synthesizedExample(example, directory);
      else await synthesizeExample(example, directory);
    }
  }, 120_000);

  afterAll(() => workspace.remove());

  test('has four examples of AWS and two of Azure, at two volumes, in three regions', () => {
    expect(EXAMPLES.filter((name) => name.startsWith('cdk-')).length).toBe(4);
    expect(EXAMPLES.filter((name) => name.startsWith('cdktf-')).length).toBe(2);
    for (const example of EXAMPLES) {
      const own = CALCULATIONS.filter((each) => each.example === example);
      expect(new Set(own.map(({ gbPerDay }) => gbPerDay))).toEqual(new Set(['2', '500']));
      expect(own.map(({ regions }) => regions.length)).toEqual(own.map(() => 3));
    }
  });

  test('has all assumptions of its examples, with their values', async () => {
    const used = new Map<string, number>();
    for (const { example, regions } of CALCULATIONS) {
      const args = ['cost', example, '--gb-per-day', '2', '--price-region', regions[0] as string, '--json'];
      const { stdout } = await workspace.flowLogs(...args);
      const { assumptions }: EstimateJson = JSON.parse(stdout);
      for (const [name, value] of Object.entries(assumptions)) used.set(name, value);
    }
    expect([...shownAssumptions()].sort()).toEqual([...used].sort());
  });

  test.each(LITERAL_TOTALS)(
    'has the totals of a calculation without the code: %s at %i GB a day',
    async (example, gb, totals) => {
      for (const [index, region] of regionsOf(example).entries()) {
        const args = ['cost', example, '--gb-per-day', String(gb), '--price-region', region, '--json'];
        const { stdout } = await workspace.flowLogs(...args);
        const { perMonth, assumptions }: EstimateJson = JSON.parse(stdout);
        expect(perMonth, region).toBe(independentCost(example, gb, region, assumptions));
        const total = Number(totals[index]);
        expect(Math.abs(Number(perMonth) - total), region).toBeLessThan(total * 0.001);
      }
    },
  );

  test.each(CALCULATIONS)('calculates $example at $gbPerDay GB a day correctly: $flowLog', ({ lines }) => {
    for (const { name, quantity, amounts } of lines) {
      expect(calculated(quantity.expression, DIGITS), name).toBe(calculated(quantity.result, DIGITS));
      for (const amount of amounts) {
        if (amount) expect(calculated(amount.expression, 2), name).toBe(dollars(amount.result));
      }
    }
  });

  test.each(CALCULATIONS)(
    'agrees with the command for $example at $gbPerDay GB a day: $flowLog',
    async (calculation) => {
      for (const [index, region] of calculation.regions.entries()) {
        const { stdout } = await workspace.flowLogs(
          ...['cost', calculation.example, '--gb-per-day', calculation.gbPerDay],
          ...['--price-region', region, '--json'],
        );
        expect(shownBy(calculation, index)).toEqual(estimatedBy(JSON.parse(stdout), calculation));
      }
    },
  );
});

/** Digits after the point of the quantities on the page. */
const DIGITS = 6;

/** Lines and total of a calculation in one region. */
function shownBy({ lines, totals }: HandCalculation, region: number) {
  return {
    lines: lines.map(({ name, quantity, amounts }) => {
      const amount = amounts[region];
      return {
        name,
        quantity: calculated(quantity.result, DIGITS),
        perMonth: amount ? dollars(amount.result) : null,
      };
    }),
    total: totals[region]?.replaceAll(',', ''),
  };
}

/** Lines and total of an estimate of one flow log. */
function estimatedBy({ flowLogs }: EstimateJson, { flowLog: name }: HandCalculation) {
  const { lines = [], perMonth: total } = flowLogs.find((each) => each.flowLog === name) ?? {};
  const isLowerBound = lines.some(({ perMonth }) => perMonth === null);
  return {
    lines: lines.map(({ charge, item, quantity, perMonth }) => ({
      name: `${charge}: ${item}`,
      quantity: calculated(quantity, DIGITS),
      perMonth,
    })),
    total: `${isLowerBound ? 'at least ' : ''}${total}`,
  };
}

function dollars(text: string): string {
  return text === '< 0.01' ? '0.00' : text.replaceAll(',', '');
}
