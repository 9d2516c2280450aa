import {
  Cloud,
  type Destination,
  type FlowLog,
  FOREVER,
  known,
  type ResourceModel,
  type Retention,
  type Value,
} from '../facts';
import { comparableId } from '../facts/comparable-id';
import { type Finding, standardFingerprint } from '../finding';
import { matchesGlob } from '../rule-support/matches-glob';
import { ATTESTATION_INVALID } from '../rules/fls007-attestation-invalid';
import { Severity } from '../severity';
import type { Standard } from '../standard';

type Attestation = Standard['attested'][number];

/** The resources with the attested properties of destinations, and the problems of attestations. */
export interface Attested {
  readonly model: ResourceModel;
  readonly findings: readonly Finding[];
}

/**
 * Applies the attestations of a standard to the destinations that the artifacts do not declare. An attestation that has
 * ended, that matches no destination or that matches a declared one is a finding.
 *
 * @param today the day in UTC: `2026-11-26`
 */
export function attest(model: ResourceModel, standard: Standard, today: string): Attested {
  if (standard.attested.length === 0) return { model, findings: [] };
  const used = new Set<Attestation>();
  const declared = new Map<Attestation, Destination>();
  const flowLogs = model.flowLogs.map((flowLog): FlowLog => {
    const { destination } = flowLog;
    if (!destination.known) return flowLog;
    const matching = standard.attested.filter((each) => matches(each, destination.value));
    if (matching.length === 0) return flowLog;
    for (const each of matching) {
      used.add(each);
      if (destination.value.externalId === undefined) declared.set(each, destination.value);
    }
    const valid = matching.find(({ until }) => until >= today);
    if (!valid || destination.value.externalId === undefined) return flowLog;
    return {
      ...flowLog,
      destination: { ...destination, value: attestedDestination(destination.value, valid) },
    };
  });
  const findings = standard.attested.flatMap((each) => {
    const problem = problemOf(each, used.has(each), declared.get(each), today);
    return problem === undefined ? [] : finding(each, problem, standard);
  });
  return { model: { ...model, flowLogs }, findings };
}

/** An attestation names an ARN, a resource id or a name. Azure ignores the case of ids. */
function matches(
  { destination: pattern }: Attestation,
  { externalId, address, name, cloud }: Destination,
): boolean {
  const names = [externalId ?? address, ...(name.known ? [name.value] : [])];
  const isAzure = cloud === Cloud.AZURE;
  return names.some((each) =>
    isAzure
      ? matchesGlob(pattern.toLowerCase(), comparableId(each).toLowerCase())
      : matchesGlob(pattern, each),
  );
}

/** What an ARN or a resource id states itself, such as the account, is not attested. */
function attestedDestination(destination: Destination, attestation: Attestation): Destination {
  const { retentionDays, hotDays = retentionDays, customerManagedKey, delivery, account } = attestation;
  return {
    ...destination,
    account: orAttested(destination.account, account),
    retention: orAttested(destination.retention, retentionOf(retentionDays)),
    hotRetention: orAttested(destination.hotRetention, retentionOf(hotDays)),
    customerManagedKey: orAttested(destination.customerManagedKey, customerManagedKey),
    ...(delivery !== undefined && !destination.access.known && { isDeliveryAttested: true }),
  };
}

function retentionOf(days: number | 'forever' | undefined): Retention | undefined {
  return days === 'forever' ? FOREVER : days;
}

function orAttested<T>(value: Value<T>, attested: T | undefined): Value<T> {
  return value.known || attested === undefined ? value : known(attested);
}

function problemOf(
  { destination, until }: Attestation,
  isUsed: boolean,
  declared: Destination | undefined,
  today: string,
): string | undefined {
  if (!isUsed) return `no flow log delivers to ${destination}`;
  if (until < today) return `the attestation of ${destination} ended on ${until}; today is ${today}`;
  return declared
    ? `${declared.title} matches ${destination}, but the artifacts declare it: their values apply`
    : undefined;
}

function finding({ destination, line }: Attestation, message: string, standard: Standard): Finding[] {
  const severity = standard.severities[ATTESTATION_INVALID.id] ?? ATTESTATION_INVALID.severity;
  if (severity === Severity.OFF) return [];
  const { file } = standard;
  return [
    {
      rule: ATTESTATION_INVALID.id,
      severity,
      message,
      fix: ATTESTATION_INVALID.fix,
      at: `attested.${destination}`,
      related:
        line === undefined || file === undefined
          ? []
          : [{ label: 'the attestation', source: { file, line } }],
      controls: [],
      fingerprint: standardFingerprint(ATTESTATION_INVALID.id, destination),
    },
  ];
}
