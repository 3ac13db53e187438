/**
 * Holm's (1979, Scand J Stat 6:65) adjusted p values, in the order of the input: valid whatever the dependence of the tests.
 * Empty input gives [].
 * @throws RangeError for a p outside [0, 1] or NaN: a test that could not be made must be left out knowingly, since it changes the others.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1))
  if (bad !== undefined) throw new RangeError(`p must lie in [0, 1], got ${bad}`)
  const order = pValues.map((_, index) => index).sort((i, j) => (pValues[i] ?? 0) - (pValues[j] ?? 0))
  const adjusted = new Array<number>(pValues.length).fill(1)
  let largest = 0
  order.forEach((index, position) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - position) * (pValues[index] ?? 1)))
    adjusted[index] = largest
  })
  return adjusted
}
