// A reporter of vitest that prints the test files that take longest.
const COUNT = 10;

export default class SlowestFiles {
  onTestRunEnd(testModules) {
    const files = testModules
      .map((testModule) => ({
        path: testModule.relativeModuleId,
        seconds: secondsOf(testModule.diagnostic()),
      }))
      .sort((a, b) => b.seconds - a.seconds);
    if (files.length <= COUNT) return;
    const lines = files
      .slice(0, COUNT)
      .map(({ path, seconds }) => `  ${seconds.toFixed(1).padStart(6)} s  ${path}`);
    process.stdout.write(`\nslowest of ${files.length} test files\n${lines.join('\n')}\n`);
  }
}

/** Returns the time of the imports and of the tests of a file. */
function secondsOf({ collectDuration, duration }) {
  return (collectDuration + duration) / 1000;
}
