import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import type { IConstruct } from 'constructs';

/** Texts of the warnings that a construct gives. */
export function warnings(construct: IConstruct): string[] {
  return told(construct, ArtifactMetadataEntryType.WARN);
}

/** Texts of the notes that a construct gives. */
export function notes(construct: IConstruct): string[] {
  return told(construct, ArtifactMetadataEntryType.INFO);
}

function told({ node }: IConstruct, kind: ArtifactMetadataEntryType): string[] {
  return node.metadata.filter(({ type }) => type === kind).map(({ data }) => String(data));
}
