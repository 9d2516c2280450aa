// self-reference by package name: it resolves from the sources and from the published package
const { version } = require('cloud-flow-logs/package.json') as { version: string };

/** Version of the package. */
export const PACKAGE_VERSION = version;
