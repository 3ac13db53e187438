/**
 * Checks a group of values before anything is computed from it.
 * @param name how the group is called in the reason: "treated", "background wells".
 * @returns the reason why the group cannot be used (fewer than `minimum` values, or a value that is no finite number), else undefined.
 */
export function invalidGroup(name: string, values: readonly number[], minimum: number): string | undefined {
  if (values.length < minimum) return `${name}: ${count(values.length, 'value')}, at least ${minimum} needed`
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) return `${name}: value ${bad + 1} is not a number; leave missing values out`
  return undefined
}

/** Throws when `level` is no coverage between 0 and 1: 0.95 is meant, never 95. */
export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level must lie between 0 and 1 (0.95, not 95), got ${level}`)
}

/** "1 value", "3 values": number and plural in one. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

/** A level for print: 0.95 gives "95 %", 0.975 gives "97.5 %". */
export function percentText(level: number, digits = 4): string {
  return `${Number((100 * level).toPrecision(digits))} %`
}
