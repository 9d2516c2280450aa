import type { UsedPrice } from '../../flows/cost/estimate';
import type { Price } from '../../flows/cost/price-file';
import { CHARGES } from '../../standard/cost/prices';
import { counted } from '../output/counted';
import { visibleText } from '../output/visible-text';

/** The sources of the prices of an estimate, with numbers by which tables refer to them. */
export class PriceSources {
  private readonly titles: readonly string[];

  constructor(private readonly used: readonly UsedPrice[]) {
    this.titles = [...new Set(used.map(({ price }) => price.source))];
  }

  /** The number of a price's source, from 1. */
  numberOf({ source }: Price): number {
    return this.titles.indexOf(source) + 1;
  }

  /** The sources, one a line, each with the notes about its prices. */
  get list(): string[] {
    if (this.titles.length === 0) return [];
    const lines = this.titles.map((title, index) =>
      [`[${index + 1}] ${title}`, ...this.notesOf(title)].join('; '),
    );
    return ['Sources of the prices:', ...lines.map(visibleText)];
  }

  /** A warning about prices that are not verified, with their days; empty if all are verified. */
  get warning(): string[] {
    const days = this.used.flatMap(({ price }) => (price.verified ? [] : [price.asOf]));
    if (days.length === 0) return [];
    const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
    const span = first === last ? `of ${first}` : `of ${first} to ${last}`;
    return [
      `${days.length} of ${counted(this.used.length, 'price')} not verified: from secondary sources, ${span}; ` +
        '`flow-logs prices` converts the official price lists',
    ];
  }

  private notesOf(title: string): string[] {
    return this.used.flatMap(({ priceName, region, price: { source, note } }) =>
      source === title && note !== undefined ? [`${CHARGES[priceName]?.charge} (${region}): ${note}`] : [],
    );
  }
}
