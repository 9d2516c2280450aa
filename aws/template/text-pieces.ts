import { UnknownCause } from '../../flows/value';
import { type Evaluated, type TextPart, textOf } from './evaluated';
import { SUB_PLACEHOLDER } from './references';

/** Matches references to secrets and stored parameters, which CloudFormation resolves during deployment. */
const DYNAMIC = /\{\{resolve:[^{}]*\}\}/g;

export function dynamicReferences(text: string): Evaluated {
  if (!text.includes('{{resolve:')) return text;
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(DYNAMIC)) {
    const reason = `it is the dynamic reference ${match[0]}`;
    parts.push(text.slice(end, match.index), {
      kind: 'hole',
      reason,
      cause: UnknownCause.EXTERNAL,
      id: match[0],
    });
    end = match.index + match[0].length;
  }
  return textOf([...parts, text.slice(end)]);
}

/** Splits the text of Fn::Sub at its placeholders. `${!Literal}` is the text `${Literal}`. */
export function subPieces(template: string): { readonly text: string; readonly name?: string }[] {
  const pieces: { text: string; name?: string }[] = [];
  let end = 0;
  const literal = (text: string) => ({ text: text.replaceAll('${!', '${') });
  for (const match of template.matchAll(SUB_PLACEHOLDER)) {
    pieces.push(literal(template.slice(end, match.index)), {
      text: match[0],
      name: (match[1] as string).trim(),
    });
    end = match.index + match[0].length;
  }
  return [...pieces, literal(template.slice(end))];
}
