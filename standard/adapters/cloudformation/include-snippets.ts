import { statSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../../../aws/template/read-template';
import { ArtifactError } from '../artifact';
import { readTemplateFile } from './template-file';

/** Depth of snippets in snippets. */
const DEEPEST = 5;

/**
 * Inserts the local files of `AWS::Include` into the sections of a template, as `aws cloudformation package` uploads them. Snippets
 * at other places stay as they are. Source: AWS CloudFormation Template Reference, "AWS::Include transform".
 *
 * @param directory directory of the template
 */
export function includeSnippets(template: unknown, directory: string): unknown {
  const whole = withTopLevel(objectOf(template), directory);
  const sections = Object.entries(whole);
  if (!sections.some(([, section]) => 'Fn::Transform' in objectOf(section))) return whole;
  return Object.fromEntries(sections.map(([name, section]) => [name, included(section, directory, 0)]));
}

/** Inserts the snippets that the section `Transform` names. They contain whole sections. */
function withTopLevel(
  template: Readonly<Record<string, unknown>>,
  directory: string,
): Readonly<Record<string, unknown>> {
  const transforms = [template.Transform ?? []].flat();
  const snippets = transforms.map((transform) => snippetOf(transform, directory));
  if (snippets.every((snippet) => snippet === undefined)) return template;
  const open = transforms.filter((_, index) => snippets[index] === undefined);
  return { ...Object.assign({}, ...snippets.map(objectOf)), ...template, Transform: open };
}

function included(section: unknown, directory: string, depth: number): unknown {
  const { 'Fn::Transform': transform, ...own } = objectOf(section);
  if (transform === undefined) return section;
  const all = [transform]
    .flat()
    .map((each: unknown) => ({ transform: each, snippet: snippetOf(each, directory) }));
  const open = all.filter(({ snippet }) => snippet === undefined).map((each) => each.transform);
  const snippets = all.map(({ snippet }) =>
    depth < DEEPEST ? included(snippet, directory, depth + 1) : snippet,
  );
  return {
    ...Object.assign({}, ...snippets.map(objectOf)),
    ...own,
    ...(open.length > 0 && { 'Fn::Transform': open.length === 1 ? open[0] : open }),
  };
}

/** The contents of a local snippet; `undefined` for another place or another macro. */
function snippetOf(transform: unknown, directory: string): unknown {
  const { Name, Parameters } = objectOf(transform);
  const { Location } = objectOf(Parameters);
  if (Name !== 'AWS::Include' || typeof Location !== 'string' || /^[a-z0-9]+:\/\//i.test(Location))
    return undefined;
  const file = join(directory, Location);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    return objectOf(readTemplateFile(file));
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    return undefined;
  }
}
