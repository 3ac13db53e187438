/** Rounded to so many significant digits, as counts of cells are written. */
export function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits))
}

/** Rounded to so many decimals, as instruments print. */
export function decimals(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
