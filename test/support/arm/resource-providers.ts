import { type ArmAnswer, ok, refusal } from './arm-answer';
import { resourceTypesOf } from './arm-types';

/** Providers that every subscription has registered by default; from "Azure resource providers and types". */
const ALWAYS_REGISTERED = ['Microsoft.Authorization', 'Microsoft.Features', 'Microsoft.Resources'];

/** Providers of a new subscription that have to be registered; ARM spells one of them in lower case. */
const TO_REGISTER = [
  'Microsoft.AlertsManagement',
  'Microsoft.App',
  'Microsoft.Compute',
  'Microsoft.EventGrid',
  'Microsoft.KeyVault',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  'Microsoft.OperationalInsights',
  'Microsoft.OperationsManagement',
  'Microsoft.Storage',
  'Microsoft.Web',
  'microsoft.insights',
];

/** The document of registrations. */
const DOCUMENT = 'Azure resource providers and types';

const REGISTERED = 'Registered';

/** The resource providers of new subscriptions. */
export class ResourceProviders {
  private readonly states = new Map<string, string>();

  isRegistered(subscription: string, namespace: string): boolean {
    const always = ALWAYS_REGISTERED.some((known) => isSame(known, namespace));
    return always || this.stateOf(subscription, namespace) === REGISTERED;
  }

  /** Registers every provider, like an administrator. */
  registerAll(subscription: string): void {
    for (const namespace of TO_REGISTER) this.states.set(keyOf(subscription, namespace), REGISTERED);
  }

  /** Responses below `/subscriptions/{id}/providers`; undefined for other paths. */
  answer(method: string, path: string): ArmAnswer | undefined {
    const [, subscription, namespace, action, ...more] =
      /^\/subscriptions\/([^/]+)\/providers(?:\/([^/]+))?(?:\/([^/]+))?(\/.*)?$/i.exec(path) ?? [];
    if (subscription === undefined || more[0] !== undefined) return undefined;
    const registration = (name: string) => this.registrationOf(subscription, name);
    if (namespace === undefined)
      return method === 'GET'
        ? { ...ok({ value: [...ALWAYS_REGISTERED, ...TO_REGISTER].map(registration) }), document: DOCUMENT }
        : undefined;
    const command = method === 'POST' ? action?.toLowerCase() : undefined;
    const isCommand = command === 'register' || command === 'unregister';
    if (!isCommand && (method !== 'GET' || action !== undefined)) return undefined;
    const known = [...ALWAYS_REGISTERED, ...TO_REGISTER].find((each) => isSame(each, namespace));
    if (known === undefined)
      return refusal(
        404,
        'InvalidResourceNamespace',
        `The resource namespace '${namespace}' is invalid.`,
        DOCUMENT,
      );
    if (command !== undefined)
      this.states.set(keyOf(subscription, known), command === 'register' ? REGISTERED : 'Unregistered');
    return { ...ok(registration(known)), document: DOCUMENT };
  }

  /** The error for an unregistered namespace. */
  refuse(subscription: string, namespace: string): ArmAnswer | undefined {
    if (this.isRegistered(subscription, namespace)) return undefined;
    return refusal(
      409,
      'MissingSubscriptionRegistration',
      `The subscription is not registered to use namespace '${namespace}'.`,
      'Resolve errors for resource provider registration',
    );
  }

  private stateOf(subscription: string, namespace: string): string {
    return this.states.get(keyOf(subscription, namespace)) ?? 'NotRegistered';
  }

  private registrationOf(subscription: string, namespace: string) {
    return {
      id: `/subscriptions/${subscription}/providers/${namespace}`,
      namespace,
      registrationState: this.isRegistered(subscription, namespace)
        ? REGISTERED
        : this.stateOf(subscription, namespace),
      resourceTypes: resourceTypesOf(namespace),
    };
  }
}

function keyOf(subscription: string, namespace: string): string {
  return `${subscription}/${namespace}`.toLowerCase();
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
