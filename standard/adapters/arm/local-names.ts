import { replaceMarks } from './expressions/arm-value';
import { comparableId } from './resource-ids';

/** Names resources by their ids. A name is unique in a deployment unit. */
export class LocalNames {
  private readonly used = new Map<string, number>();

  /**
   * @param ownScope start of the ids of the resources that the deployment creates in its own scope; their names omit it
   * @param prefix start of all names
   */
  constructor(
    private readonly ownScope: string,
    private readonly prefix: string,
  ) {}

  /** Returns the name of a resource. A second resource with the same id gets another name. */
  of(id: string): string {
    const isOwn = comparableId(id).startsWith(comparableId(this.ownScope));
    const name = this.prefix + replaceMarks(isOwn ? id.slice(this.ownScope.length) : id);
    const key = name.toLowerCase();
    const count = (this.used.get(key) ?? 0) + 1;
    this.used.set(key, count);
    return count === 1 ? name : `${name}#${count}`;
  }
}
