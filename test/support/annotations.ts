import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import type { IConstruct } from 'constructs';

/** Texts of a construct's warnings. */
export function warnings(construct: IConstruct): string[] {
  return annotationsOf(construct, ArtifactMetadataEntryType.WARN);
}

/** Texts of a construct's info annotations. */
export function notes(construct: IConstruct): string[] {
  return annotationsOf(construct, ArtifactMetadataEntryType.INFO);
}

function annotationsOf({ node }: IConstruct, kind: ArtifactMetadataEntryType): string[] {
  return node.metadata.filter(({ type }) => type === kind).map(({ data }) => String(data));
}
