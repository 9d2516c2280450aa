import Module from 'node:module';

/** App settings. Their names are case-insensitive. */
export type Settings = Readonly<Record<string, string>>;

/** A function that a package registers, as the Functions host receives it. */
export interface RegisteredFunction {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A rule of the Functions host or of the Flex Consumption plan. */
export interface HostRule {
  readonly title: string;
  /** Title of the document or file that states it. */
  readonly source: string;
  /** Returns what breaks the rule. */
  problems(app: HostedApp): string[];
}

/** What the platform starts: the settings of a site, and the package. */
export interface HostedApp {
  readonly settings: Settings;
  readonly siteConfig: Readonly<Record<string, unknown>>;
  readonly hostJson: Readonly<Record<string, unknown>>;
  readonly packageJson: Readonly<Record<string, unknown>>;
  /** Names of the files at the root of the package. */
  readonly files: readonly string[];
  readonly functions: readonly RegisteredFunction[];
}

/** A section of the configuration of .NET: a value, and members after `__`. */
interface Section {
  readonly value: string | undefined;
  readonly members: Readonly<Record<string, string>>;
}

/** Source: azure-webjobs-sdk, IConfigurationExtensions, `GetWebJobsConnectionStringSection`. */
function connectionSection(settings: Settings, name: string): Section | undefined {
  return [`AzureWebJobs${name}`, name]
    .map((each) => sectionOf(settings, each))
    .find(({ value, members }) => value !== undefined || Object.keys(members).length > 0);
}

function sectionOf(settings: Settings, name: string): Section {
  const prefix = `${name}__`.toLowerCase();
  const entries = Object.entries(settings);
  return {
    value: entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
    members: Object.fromEntries(
      entries
        .filter(([key]) => key.toLowerCase().startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length).toLowerCase(), value]),
    ),
  };
}

/** Returns why the host cannot create a client for a service with a managed identity. */
function connectionProblems(settings: Settings, name: string, service: string): string[] {
  const section = connectionSection(settings, name);
  if (!section) return [`connection ${name} does not exist`];
  const { value, members } = section;
  if (value?.trim()) return [`connection ${name} is a connection string`];
  if (value !== undefined)
    return [`connection ${name} is present and empty beside the settings of an identity`];
  const uri = members[`${service}serviceuri`];
  const problems: string[] = [];
  if (!members.accountname && !uri)
    problems.push(`connection ${name} has no accountName and no ${service}ServiceUri`);
  if (members.credential !== 'managedidentity')
    problems.push(`connection ${name} has no credential=managedidentity`);
  if (!members.clientid) problems.push(`connection ${name} has no clientId of its user-assigned identity`);
  return problems;
}

const DEPRECATED = [
  'ENABLE_ORYX_BUILD FUNCTIONS_EXTENSION_VERSION FUNCTIONS_WORKER_RUNTIME FUNCTIONS_WORKER_RUNTIME_VERSION',
  'FUNCTIONS_MAX_HTTP_CONCURRENCY FUNCTIONS_WORKER_PROCESS_COUNT FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED',
  'SCM_DO_BUILD_DURING_DEPLOYMENT WEBSITE_CONTENTAZUREFILECONNECTIONSTRING WEBSITE_CONTENTOVERVNET WEBSITE_CONTENTSHARE',
  'WEBSITE_DNS_SERVER WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT WEBSITE_NODE_DEFAULT_VERSION WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_SKIP_CONTENTSHARE_VALIDATION WEBSITE_VNET_ROUTE_ALL WEBSITE_TIME_ZONE TZ WEBSITE_MOUNT_ENABLED',
  'WEBSITES_CONTAINER_START_TIME_LIMIT DEPLOYMENT_STORAGE_CONNECTION_STRING AzureWebJobsDashboard',
]
  .join(' ')
  .toLowerCase()
  .split(' ');

/** Rules that a function of this project must satisfy to start. */
export const HOST_RULES: readonly HostRule[] = [
  {
    title: 'the host reaches its storage with its identity',
    source:
      'Azure Functions developer guide: connecting to host storage with an identity; azure-functions-host issue 11787 and pull request 11794',
    problems: ({ settings }) =>
      ['blob', 'queue'].flatMap((service) => connectionProblems(settings, 'Storage', service)),
  },
  {
    title: 'in the public cloud the host finds its account by name while it starts',
    source: 'azure-functions-host issue 11787',
    problems: ({ settings }) => {
      const { members } = sectionOf(settings, 'AzureWebJobsStorage');
      const isPublic = /\.core\.windows\.net\/?$/.test(members.blobserviceuri ?? '.core.windows.net');
      return isPublic && !members.accountname ? ['AzureWebJobsStorage__accountName is not set'] : [];
    },
  },
  {
    title: 'triggers reach their queues with the identity, and name settings that exist',
    source: 'Azure Queue storage trigger for Azure Functions: connections; binding expressions: app settings',
    problems: ({ settings, functions }) =>
      functions.flatMap(({ name, bindings }) =>
        Object.values(bindings).flatMap((binding) => [
          ...Object.values(binding)
            .flatMap((value) => (typeof value === 'string' ? [...value.matchAll(/%(\w+)%/g)] : []))
            .filter(([, setting = '']) => !settings[setting])
            .map(([, setting]) => `${name}: the setting ${setting} does not exist`),
          ...(binding.type === 'queueTrigger'
            ? connectionProblems(settings, String(binding.connection), 'queue')
            : []),
        ]),
      ),
  },
  {
    title: 'schedules are NCRONTAB expressions with six fields',
    source: 'Timer trigger for Azure Functions: NCRONTAB expressions',
    problems: ({ settings, functions }) =>
      functions
        .flatMap(({ bindings }) => Object.values(bindings))
        .filter(({ type }) => type === 'timerTrigger')
        .map(({ schedule }) => String(schedule).replace(/%(\w+)%/, (_, name) => settings[name] ?? ''))
        .filter((schedule) => !/^[\d*,/-]+( [\d*,/-]+){5}$/.test(schedule))
        .map((schedule) => `the schedule is ${JSON.stringify(schedule)}`),
  },
  {
    title: 'no setting is one that Flex Consumption does not support',
    source: 'App settings reference for Azure Functions: Flex Consumption plan deprecations',
    problems: ({ settings }) =>
      Object.keys(settings).filter((name) => DEPRECATED.includes(name.toLowerCase())),
  },
  {
    title: 'names of settings contain letters, digits and underscores, and occur once',
    source: 'App settings reference for Azure Functions; Configure an App Service app: app settings on Linux',
    problems: ({ settings }) => {
      const names = Object.keys(settings).map((name) => name.toLowerCase());
      return names.filter((name, index) => !/^\w+$/.test(name) || names.indexOf(name) !== index);
    },
  },
  {
    title: 'the site has no property that Flex Consumption rejects',
    source: 'terraform-azurerm-avm-res-web-site pull request 345 (error 51021)',
    problems: ({ siteConfig }) =>
      Object.keys(siteConfig).filter((name) => !['appSettings', 'minTlsVersion'].includes(name)),
  },
  {
    title: 'host.json is of version 2.0 and names a bundle of extensions with storage queues',
    source: 'host.json reference for Azure Functions 2.x and later; Azure Functions extension bundles',
    problems: ({ hostJson, files }) => {
      const { version, extensionBundle } = hostJson as {
        version?: string;
        extensionBundle?: { id?: string; version?: string };
      };
      return [
        ...(files.includes('host.json') ? [] : ['host.json is not at the root of the package']),
        ...(version === '2.0' ? [] : [`version is ${version}`]),
        ...(extensionBundle?.id === 'Microsoft.Azure.Functions.ExtensionBundle'
          ? []
          : ['no extension bundle']),
        ...(/^\[4\.\d+\.\d+, 5\.0\.0\)$/.test(extensionBundle?.version ?? '')
          ? []
          : ['no range of releases 4']),
      ];
    },
  },
  {
    title: 'main of package.json names a file of the package that registers the functions',
    source: 'Azure Functions Node.js developer guide: registering a function',
    problems: ({ packageJson, files, functions }) => [
      ...(files.includes(String(packageJson.main)) ? [] : [`main is ${packageJson.main}`]),
      ...(functions.length > 0 ? [] : ['no function is registered']),
    ],
  },
];

/** Loads the code of a package as the Node.js worker does, and returns the functions that it registers. */
export function registeredFunctions(path: string, settings: Settings): RegisteredFunction[] {
  const functions: RegisteredFunction[] = [];
  const core = {
    version: '4.0.0',
    registerHook: () => ({ dispose() {} }),
    registerFunction: ({ name, bindings }: RegisteredFunction) => {
      functions.push({ name, bindings });
      return { dispose() {} };
    },
    setProgrammingModel() {},
    Disposable: class {},
  };
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  const environment = process.env;
  try {
    process.env = { ...environment, ...settings };
    loader._load = (request, ...rest) =>
      request === '@azure/functions-core' ? core : load.call(loader, request, ...rest);
    delete require.cache[path];
    require(path);
  } finally {
    loader._load = load;
    process.env = environment;
  }
  return functions;
}
