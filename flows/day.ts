/** Whether text is a day of the calendar in the format `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // a day after the end of a month is a day of the next month
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
