/** Normalizes the name of a region for comparison: `West Europe` becomes `westeurope`. */
export function normalizedRegion(region: string): string {
  return region.toLowerCase().replaceAll(' ', '');
}

/**
 * Names of the regions of the public cloud, of Azure Government and of Azure in China. Recent regions can be
 * missing.
 *
 * Source: output of `az account list-locations`, physical regions, in public repositories.
 */
export const AZURE_REGIONS: readonly string[] = (
  'australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth brazilsoutheast ' +
  'canadacentral canadaeast centralindia centralus centraluseuap chilecentral chinaeast chinaeast2 chinaeast3 chinanorth ' +
  'chinanorth2 chinanorth3 denmarkeast eastasia eastus eastus2 eastus2euap francecentral francesouth germanynorth ' +
  'germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral ' +
  'jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast ' +
  'norwaywest polandcentral qatarcentral southafricanorth southafricawest southcentralus southeastasia ' +
  'southindia spaincentral swedencentral swedensouth switzerlandnorth switzerlandwest ' +
  'uaecentral uaenorth uksouth ukwest usdodcentral usdodeast usgovarizona usgoviowa usgovtexas ' +
  'usgovvirginia westcentralus westeurope westindia westus westus2 westus3'
).split(' ');
