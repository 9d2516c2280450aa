import { ENVIRONMENT } from '../../../aws/normalizer/settings';
import { objectOf } from '../../../aws/template/read-template';
import { Cloud, type Fact, type FlowLog } from '../../facts';
import { isAzureNormalizer } from './azure-normalizer';
import { blocksOf, type DeclaredResource, factOf } from './declared-resource';

/**
 * Returns the functions that run the normalizer of this package, by the settings that it requires, and that are not the
 * normalizers of the flow logs.
 */
export function unpricedNormalizers(
  resources: readonly DeclaredResource[],
  flowLogs: readonly FlowLog[],
): Fact[] {
  const priced = new Set(
    flowLogs.flatMap(({ destination }) =>
      destination.known ? (destination.value.azureNormalizer?.address ?? []) : [],
    ),
  );
  return resources.flatMap((resource): Fact[] => {
    if (resource.type === 'aws_lambda_function')
      return ENVIRONMENT.tableBucket in variablesOf(resource) ? [factOf(resource, Cloud.AWS)] : [];
    const isUnpriced = isAzureNormalizer(resource) && !priced.has(resource.fact.address);
    return isUnpriced ? [factOf(resource, Cloud.AZURE)] : [];
  });
}

function variablesOf(resource: DeclaredResource): Readonly<Record<string, unknown>> {
  const blocks = blocksOf(resource.value('environment'));
  return blocks.known ? objectOf(blocks.value[0]?.variables) : {};
}
