/** A document that states requirements of a framework. */
export interface SourceDocument {
  /** Title and version. */
  readonly title: string;
  /**
   * The publication in which its text was read.
   *
   * @default - the document itself
   */
  readonly readIn?: string;
}

/** Returns the source of a control: the document, the place in it, and the publication in which the text was read. */
export function cite({ title, readIn }: SourceDocument, place: string): string {
  return `${title}, ${place}${readIn === undefined ? '' : `; read in ${readIn}`}`;
}
