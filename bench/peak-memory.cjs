// Loaded before a program: prints its peak memory when it exits.
process.on('exit', () => {
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ peakMegabytes })}\n`);
});
