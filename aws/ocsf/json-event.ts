import type { ExactValue } from '../../flows/input/exact-json';
import { type ExactMembers, membersOf } from '../../flows/input/json-members';
import { type EventAttributes, NO_VALUE } from './event-attributes';

/** An OCSF event that is a JSON object. */
export class JsonEvent implements EventAttributes {
  constructor(private readonly members: ExactMembers) {}

  has(path: string): boolean {
    return this.value(path) !== undefined;
  }

  text(path: string): string | undefined {
    return textOf(this.value(path));
  }

  texts(path: string): readonly string[] {
    const value = this.value(path);
    return Array.isArray(value) ? value.flatMap((each) => textOf(each) ?? []) : [];
  }

  unmapped(): Record<string, string> {
    const members: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(membersOf(this.value('unmapped')) ?? {})) {
      const text = textOf(value);
      if (text !== undefined) members[name] = text;
    }
    return members;
  }

  /** The value of an attribute; undefined if the event does not have it. */
  private value(path: string): ExactValue | undefined {
    let value: ExactValue | undefined = this.members;
    for (const name of path.split('.')) {
      const members: ExactMembers | undefined = membersOf(value);
      value = members && Object.hasOwn(members, name) ? members[name] : undefined;
    }
    return value;
  }
}

function textOf(value: ExactValue | undefined): string | undefined {
  if (value === undefined || value === null || value === '' || value === NO_VALUE) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
