// The tables of the calculations by hand on the page of the cost.
import { EXAMPLES } from './cost-by-hand.mjs';
import { table } from './markdown.mjs';

const QUANTITY_DIGITS = 6;

/**
 * Tables of the flow logs of an example.
 *
 * @param basis charges and prices by their names, and values of the assumptions
 */
export function calculationTables(example, gb, regions, basis) {
  // the flow logs of a region share the tiers of a price
  const used = new Map();
  return Object.entries(EXAMPLES[example].flowLogs).flatMap(([flowLog, linesOf]) => {
    const sums = regions.map(() => ({ total: 0, isLowerBound: false }));
    const rows = linesOf(gb, basis.assumed).map((line) => [
      `${basis.charges[line.name].charge}: ${line.item}`,
      `${equation(productsText(line.products), quantityText(line.quantity))} ${basis.charges[line.name].unit}`,
      ...regions.map((region, index) =>
        amountText(line, basis.prices[region]?.[line.name], `${region} ${line.name}`, used, sums[index]),
      ),
    ]);
    const totals = sums.map(
      ({ total, isLowerBound }) => `${isLowerBound ? 'at least ' : ''}${dollars(total)}`,
    );
    return [
      `### \`${example}\`, ${gb} GB a day: ${flowLog}`,
      '',
      ...table(['charge', 'quantity', ...regions], [...rows, ['total', '', ...totals]]),
      '',
    ];
  });
}

/** The cost of a line: a product for each tier of the price that the quantity reaches. */
function amountText({ quantity }, price, key, used, sum) {
  if (!price) {
    sum.isLowerBound = true;
    return 'unknown';
  }
  const from = used.get(key) ?? 0;
  const to = from + quantity;
  used.set(key, to);
  let [start, amount] = [0, 0];
  const products = [];
  for (const tier of price.tiers) {
    const end = tier.upTo ?? Number.POSITIVE_INFINITY;
    const within = Math.min(end, to) - Math.max(start, from);
    if (within > 0) {
      products.push(`${quantityText(within)} × ${Number(tier.price)}`);
      amount += within * Number(tier.price);
    }
    start = end;
  }
  sum.total += amount;
  return `${products.join(' + ')} = ${amount < 0.005 ? '< 0.01' : dollars(amount)}`;
}

function productsText(products) {
  const factorText = (factor) =>
    typeof factor === 'number'
      ? quantityText(factor)
      : `${quantityText(factor.dividend)} / ${quantityText(factor.divisor)}`;
  return products.map((factors) => factors.map(factorText).join(' × ')).join(' + ');
}

function equation(expression, result) {
  return expression === result ? result : `${expression} = ${result}`;
}

export function quantityText(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: QUANTITY_DIGITS });
}

/** Rounds half a cent up, also if the binary number is slightly less than half a cent. */
function dollars(amount) {
  return (Math.round(amount * 100 + 1e-6) / 100).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
}
