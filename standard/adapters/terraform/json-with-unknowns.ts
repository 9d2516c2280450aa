import { joined, mapParts, type PartialText, partsOf, type UnknownPart } from '../../../flows/partial-text';
import { unknown } from '../../facts';

/**
 * Parses JSON of which some parts are unknown. The texts in the result can be partly unknown. Placeholders replace the
 * unknown parts in the JSON.
 */
export function jsonWithUnknowns(text: PartialText): unknown {
  const unknowns: UnknownPart[] = [];
  const hidden = partsOf(text).map((part) =>
    typeof part === 'string' ? part : `\uE000${unknowns.push(part) - 1}\uE001`,
  );
  try {
    return shown(JSON.parse(hidden.join('')), unknowns);
  } catch {
    return unknown(unknowns[0]?.reason ?? 'it is not JSON');
  }
}

function shown(json: unknown, unknowns: readonly UnknownPart[]): unknown {
  if (typeof json === 'string') return mapParts(json, (part) => withUnknowns(part, unknowns));
  if (Array.isArray(json)) return json.map((each) => shown(each, unknowns));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, shown(each, unknowns)]));
}

function withUnknowns(text: string, unknowns: readonly UnknownPart[]): PartialText {
  const pieces = text.split(/\uE000(\d+)\uE001/);
  return joined(
    ...pieces.map((piece, index) => {
      const part = index % 2 === 1 ? unknowns[Number(piece)] : undefined;
      return part ? { parts: [part] } : piece;
    }),
  );
}
