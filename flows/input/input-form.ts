import type { Beginning } from './beginning';

/** Cloud whose flow logs a form contains. */
export type FormCloud = 'aws' | 'azure';

/** What `docs/inputs.md` states about a form. */
export interface FormDescription {
  /** What the reader recognizes the form by, as a noun phrase. */
  readonly recognizedBy: string;
  /** A command that reads such a source. */
  readonly example: string;
  /** Title of the document that defines the form. */
  readonly sourceDocument: string;
  /** What `source_row` counts. */
  readonly sourceRow: string;
  /** @default - none */
  readonly notes?: string;
}

/** A form of source that a reader can read. One declaration: the reader, the docs and the messages derive from it. */
export interface InputForm {
  /** Identifier in kebab-case. */
  readonly id: string;
  /** What the source is, as a noun phrase. */
  readonly title: string;
  readonly cloud: FormCloud;
  readonly description: FormDescription;
  /** Returns why the beginning is of this form; undefined if it is not. The result depends on the content only. */
  recognizes(beginning: Beginning): string | undefined;
}

/** A form of file that is no flow log. The error names it and states what to do. */
export interface ForeignForm {
  /** Identifier in kebab-case. */
  readonly id: string;
  /** What the file is, as a noun phrase with an article. */
  readonly title: string;
  /** What to do, as a sentence. */
  readonly advice: string;
  /** Returns why the beginning is of this form; undefined if it is not. */
  recognizes(beginning: Beginning): string | undefined;
}

/** The form of a source, and the reason for the decision. Plain data. */
export interface FormDecision {
  readonly id: string;
  readonly title: string;
  readonly cloud: FormCloud;
  readonly reason: string;
  /** Compression and encoding around the records, from the outside to the inside, such as `gzip`. */
  readonly layers: readonly string[];
}
