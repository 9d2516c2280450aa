import { readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { expandLoops, mayContainLoops } from '../../../aws/template/expand-loops';
import { isTemplate, objectOf, readTemplate, type StackFacts } from '../../../aws/template/read-template';
import { AppValues } from '../../../aws/template/stack-values';
import {
  nestedName,
  type TemplateGap,
  type TemplateResource,
  type TemplateStack,
} from '../../../aws/template/template-stack';
import { addressIn } from '../../facts';
import { ArtifactError } from '../artifact';
import { includeSnippets } from './include-snippets';
import { readTemplateFile } from './template-file';

/** Resources that create a nested stack, and the property with the place of its template. */
const NESTED_TEMPLATES: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** Nested stacks of one stack. The quota of CloudFormation is smaller. */
const MOST_STACKS = 2000;
/** Size of a nested template. The quota of CloudFormation is 1 MB. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Facts of a nested stack that the template of its parent does not contain. */
export type NestedFacts = (parent: TemplateStack, logicalId: string) => Partial<StackFacts>;

/** Reads templates with their nested stacks. Each file is parsed once. */
export class TemplateReader {
  private readonly parsed = new Map<string, unknown>();
  private readonly nestedFiles = new Set<string>();
  private readonly manifests = new Map<string, ReadonlyMap<string, string>>();

  /** @param nestedFacts facts of nested stacks; by default, those of their parents */
  constructor(private readonly nestedFacts: NestedFacts = () => ({})) {}

  /** Absolute paths of the templates that were read as nested stacks. */
  get nested(): ReadonlySet<string> {
    return this.nestedFiles;
  }

  /**
   * Reads a template.
   *
   * @throws ArtifactError if the file does not exist or cannot be parsed
   */
  json(file: string): unknown {
    const key = resolve(file);
    if (!this.parsed.has(key)) this.parsed.set(key, readTemplateFile(file));
    return this.parsed.get(key);
  }

  /**
   * Reads a stack and its nested stacks, whose templates are local files.
   *
   * @throws ArtifactError if the template does not exist or cannot be parsed
   */
  read(file: string, facts: StackFacts): TemplateStack[] {
    return this.readNested(file, facts, [], { count: 0 });
  }

  private readNested(
    file: string,
    facts: StackFacts,
    ancestors: readonly TemplateStack[],
    total: { count: number },
  ): TemplateStack[] {
    const stack = { ...this.stackOf(file, facts, ancestors), file };
    const lineage = [...ancestors, stack];
    const stacks: TemplateStack[] = [];
    const gaps: TemplateGap[] = [];
    const { given: _, ...shared } = facts;
    for (const resource of stack.resources) {
      const property = NESTED_TEMPLATES[resource.type];
      if (property === undefined) continue;
      const found = this.nestedTemplate(lineage, resource, property);
      if ('problem' in found) gaps.push(gapOf(resource, property, found.problem));
      else if (++total.count > MOST_STACKS)
        gaps.push(gapOf(resource, property, `the stack has more than ${MOST_STACKS} nested stacks`));
      else {
        this.nestedFiles.add(resolve(found.file));
        const { logicalId } = resource;
        const nestedFacts: StackFacts = {
          ...shared,
          id: addressIn({ name: stack.id }, logicalId),
          name: nestedName(facts.name, logicalId),
          parent: { stack: stack.id, logicalId },
          ...this.nestedFacts(stack, logicalId),
        };
        stacks.push(...this.readNested(found.file, nestedFacts, lineage, total));
      }
    }
    return [{ ...stack, gaps: [...stack.gaps, ...gaps] }, ...stacks];
  }

  /** Inserts the local snippets and expands the loops of a template. */
  private stackOf(file: string, facts: StackFacts, ancestors: readonly TemplateStack[]): TemplateStack {
    const json = includeSnippets(this.json(file), dirname(file));
    if (!mayContainLoops(json)) return readTemplate(json, facts);
    const stack = readTemplate(json, facts);
    const values = new AppValues([...ancestors, stack]).of(stack);
    return readTemplate(
      expandLoops(json, (collection) => {
        const list = values.evaluate(collection);
        const isKnown = Array.isArray(list) && list.every((item) => typeof item !== 'object');
        return isKnown ? list.map(String) : undefined;
      }),
      facts,
    );
  }

  /** The template of a nested stack, or why it is not available. */
  private nestedTemplate(
    lineage: readonly TemplateStack[],
    { metadata, properties }: TemplateResource,
    property: string,
  ): { readonly file: string } | { readonly problem: string } {
    const directory = dirname(lineage.at(-1)?.file ?? '');
    const asset = metadata?.['aws:asset:path'];
    const location = properties[property];
    const path =
      typeof asset === 'string' ? asset : (this.assetPath(directory, location) ?? localPath(location));
    if (path === undefined)
      return { problem: `the template ${locationText(location, property)} is not a local file` };
    const file = isAbsolute(path) ? path : join(directory, path);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return { problem: `the template ${path} does not exist` };
    if (stats.size > MOST_BYTES)
      return { problem: `the template ${path} is larger than ${MOST_BYTES} bytes` };
    if (lineage.some((ancestor) => ancestor.file !== undefined && resolve(ancestor.file) === resolve(file)))
      return { problem: `the template ${path} contains itself` };
    try {
      if (isTemplate(this.json(file))) return { file };
    } catch (error) {
      if (!(error instanceof ArtifactError)) throw error;
      return { problem: `the template ${error.message}` };
    }
    return { problem: `${path} is not a CloudFormation template` };
  }

  /** The file of a template that the CDK uploads: the URL contains its hash, and an asset manifest contains its path. */
  private assetPath(directory: string, location: unknown): string | undefined {
    const hash = /\b[0-9a-f]{64}\b/.exec(JSON.stringify(location) ?? '')?.[0];
    if (hash === undefined) return undefined;
    let assets = this.manifests.get(directory);
    if (!assets) {
      assets = new Map(
        readdirSync(directory)
          .filter((name) => name.endsWith('.assets.json'))
          .flatMap((name) => Object.entries(objectOf(objectOf(this.json(join(directory, name))).files)))
          .flatMap(([id, asset]): [string, string][] => {
            const { path } = objectOf(objectOf(asset).source);
            return typeof path === 'string' ? [[id, path]] : [];
          }),
      );
      this.manifests.set(directory, assets);
    }
    return assets.get(hash);
  }
}

/** A path in a template for `aws cloudformation package`; `undefined` for a URL or an expression. */
function localPath(location: unknown): string | undefined {
  if (typeof location !== 'string' || location === '') return undefined;
  const path = location.replace(/^file:\/\//, '');
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) ? undefined : path;
}

function locationText(location: unknown, property: string): string {
  if (typeof location === 'string' && location !== '') return location;
  return location === undefined ? `of ${property}` : JSON.stringify(location);
}

function gapOf(
  { logicalId, type, properties }: TemplateResource,
  property: string,
  cause: string,
): TemplateGap {
  return {
    logicalId,
    type,
    cause,
    fix: `download the template, and give its local path as ${property}, as for \`aws cloudformation package\``,
    inputs: properties,
  };
}
