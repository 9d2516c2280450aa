// Loaded before a program: prints the most memory it ever held, when it ends.
process.on('exit', () => {
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ peakMegabytes })}\n`);
});
