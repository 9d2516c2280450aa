import type { Dialect } from './sql-type';

/** Returns an expression for a time in exact milliseconds since 1970-01-01T00:00:00Z. */
export function epochMillis(time: string): (dialect: Dialect) => string {
  return (dialect) =>
    dialect === 'trino'
      ? `date_diff('millisecond', timestamp '1970-01-01 00:00:00', ${time})`
      : `epoch_ms(${time})`;
}

/** Returns an expression for a time in whole seconds since 1970-01-01T00:00:00Z. */
export function epochSeconds(time: string): (dialect: Dialect) => string {
  return (dialect) =>
    dialect === 'trino'
      ? `date_diff('second', timestamp '1970-01-01 00:00:00', ${time})`
      : `epoch_ms(${time}) // 1000`;
}
