import type { Kernel } from './kernel';
import type { TemplateStop } from './shared/template-stop';
import type { TemplateValue } from './shared/template-value';

/** A literal text of a JSON object, and the kind of the value after it. */
export type TemplatePiece = readonly [text: string, value: TemplateValue];

/** Writes lines between two addresses. Returns their number and the address after them. */
type WriteLines = (from: number, to: number) => { lines: number; end: number };

/** Finds texts in JSON objects that always have the same members, with the kernel, and copies them as lines. */
export class ObjectTexts {
  /** @param templates the objects, without white space; each has one text to keep */
  constructor(
    private readonly kernel: Kernel,
    templates: readonly (readonly TemplatePiece[])[],
  ) {
    const { run, bytes } = kernel;
    run.clearTemplates();
    run.clearTexts();
    for (const [text, value] of templates.flat()) {
      const length = bytes.write(text, run.scratchBuffer(), 'latin1');
      if (!run.addTemplatePiece(run.scratchBuffer(), length, value))
        throw new RangeError('the templates exceed the memory of the kernel');
    }
  }

  /** Number of texts that were found. */
  get count(): number {
    return this.kernel.run.textCount();
  }

  /** Address of the next object, or of what follows the last one. */
  get position(): number {
    return this.kernel.run.templatePosition();
  }

  /**
   * Finds the texts of consecutive objects.
   *
   * @param base address from which the texts are counted. It must be the same for all texts until they are taken.
   * @param separator byte between two objects; 0 if only white space is between them
   */
  find(base: number, from: number, end: number, separator: number): TemplateStop {
    return this.kernel.run.findTexts(base, from, end, separator);
  }

  /** Passes the texts to a function as lines, in parts that fit, and forgets them. */
  take(base: number, fill: (write: WriteLines) => void): void {
    const { run } = this.kernel;
    for (let first = 0; first < this.count; ) {
      fill((from, to) => {
        const next = run.copyTexts(first, base, from, to);
        const lines = next - first;
        first = next;
        return { lines, end: run.copiedEnd() };
      });
    }
    run.clearTexts();
  }

  /** Forgets the texts. */
  forget(): void {
    this.kernel.run.clearTexts();
  }
}
