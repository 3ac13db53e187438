import { ordered } from '../../records/ordered.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { BoundedValue } from './bounded-value.ts'
import { byAnimal, type Reading } from './readings.ts'
import type { AnimalValue } from './quantity.ts'

type Scale = RecordOf<'score-scale'>

/** One quantity of a score: a criterion, or the total. */
export type ScoreQuantity = { readonly part: string; readonly definition: string; readonly values: readonly AnimalValue[] }

/** How many sites (joints, sections) one total of the scale adds up: its maximum divided by what the parts of one site can reach; 1 where it does not say. */
export function sitesOfScale(scale: Scale): { readonly sites: number; readonly warning?: string } {
  const maxima = Object.values(scale.parts).map((p) => p.maximum)
  const reach = scale.combination === 'single' ? Math.max(0, ...maxima) : maxima.reduce((sum, m) => sum + (scale.combination === 'sum-of-squares' ? m * m : m), 0)
  const ratio = scale.maximumTotal / reach
  if (maxima.length === 0 || Math.abs(ratio - 1) < 1e-9) return { sites: 1 }
  if (ratio > 1 && Math.abs(ratio - Math.round(ratio)) < 1e-9) return { sites: Math.round(ratio) }
  return { sites: 1, warning: `The parts of the scale ${scale.code} make at most ${reach}, but its maximum is recorded as ${scale.maximumTotal}: sites are averaged, and percentages use the recorded maximum.` }
}

/**
 * Criteria and total of a score read at one or more sites of each animal, percent of the maximum.
 * - Criterion: readings of one site are averaged, then the sites; percent of the maximum of the criterion.
 * - Total of one site: its criteria combined as the scale says (sum, sum of squares, single), or the total as written where no criteria
 *   are. Sites are averaged where the maximum of the scale is that of one site; where it is that of k sites, they are summed and exactly
 *   k are needed. Percent of the maximum of the scale.
 * A reading outside its range, or with a limit of quantification, makes the value of that animal not assessable; a site with some
 * criteria missing has no total. Nothing is clipped or filled in.
 */
export function scoreQuantities(readings: readonly Reading[], scale: Scale): readonly ScoreQuantity[] {
  const animals = byAnimal(readings)
  const sites = sitesOfScale(scale).sites
  const parts = ordered(scale.parts).filter(([key]) => readings.some((r) => r.partKey === key))
  const criteria = parts.map(([key, part]): ScoreQuantity => ({
    part: part.name,
    definition: `${part.name}, mean over sites, % of its maximum (${part.maximum})`,
    values: [...animals].map(([animalKey, own]) => ({ animalKey, samples: own.filter((r) => r.partKey === key).map((r) => `${r.value} (${r.words})`), value: percentOf(criterion(own, key, part), part.maximum) })),
  }))
  const combination = { sum: 'sum of the criteria', 'sum-of-squares': 'sum of the squared criteria', single: 'the single criterion' }[scale.combination]
  const total: ScoreQuantity = {
    part: 'total',
    definition: `${combination} of each site, ${sites === 1 ? 'mean over sites' : `summed over ${sites} sites`}, % of the maximum of the scale (${scale.maximumTotal})`,
    values: [...animals].map(([animalKey, own]) => ({ animalKey, samples: own.map((r) => `${r.partKey === undefined ? '' : `${scale.parts[r.partKey]?.name ?? r.partKey} `}${r.value} (${r.words})`), value: percentOf(totalOf(own, scale, sites), scale.maximumTotal) })),
  }
  return criteria.length === 1 && scale.combination === 'single' ? [total] : [...criteria, total]
}

function percentOf(value: Result<number>, maximum: number): Result<BoundedValue> {
  return value.ok ? (maximum > 0 ? ok({ value: (100 * value.value) / maximum }) : fail('the maximum of the scale is not above 0')) : value
}

function criterion(own: readonly Reading[], key: string, part: Scale['parts'][string]): Result<number> {
  const scores = own.filter((r) => r.partKey === key)
  if (scores.length === 0) return fail('this criterion was not scored')
  const bad = outside(scores, part)
  if (bad !== undefined) return fail(bad)
  const sites = [...grouped(scores)].map(([, list]) => mean(list.map((r) => r.value)) ?? NaN)
  return ok(mean(sites) ?? NaN)
}

function outside(scores: readonly Reading[], part: { readonly name: string; readonly minimum: number; readonly maximum: number }): string | undefined {
  if (scores.some((r) => r.bound !== undefined)) return `${part.name}: a score cannot be a limit of quantification`
  const bad = scores.find((r) => !(r.value >= part.minimum && r.value <= part.maximum))
  return bad === undefined ? undefined : `score ${bad.value} of ${part.name} lies outside ${part.minimum} to ${part.maximum}`
}

/** Total of one animal in units of the scale; see {@link scoreQuantities}. */
export function totalOf(own: readonly Reading[], scale: Scale, sites: number): Result<number> {
  const totals: number[] = []
  for (const [site, list] of grouped(own)) {
    const total = siteTotal(list, scale, scale.maximumTotal / sites)
    if (!total.ok) return site === '' ? total : fail(`${site}: ${total.error}`)
    totals.push(total.value)
  }
  if (sites === 1) return ok(mean(totals) ?? NaN)
  return totals.length === sites ? ok(totals.reduce((a, b) => a + b, 0)) : fail(`${totals.length} of the ${sites} sites of the scale were scored`)
}

function siteTotal(list: readonly Reading[], scale: Scale, maximum: number): Result<number> {
  const unknown = list.find((r) => r.partKey !== undefined && scale.parts[r.partKey] === undefined)
  if (unknown !== undefined) return fail(`"${unknown.partKey ?? ''}" is no part of the scale ${scale.code}`)
  const scored = Object.entries(scale.parts).flatMap(([key, part]) => {
    const scores = list.filter((r) => r.partKey === key)
    return scores.length === 0 ? [] : [{ part, scores }]
  })
  if (scored.length === 0) {
    const bad = outside(list, { name: 'the total', minimum: 0, maximum })
    return bad === undefined ? ok(mean(list.map((r) => r.value)) ?? NaN) : fail(bad)
  }
  const bad = scored.map(({ part, scores }) => outside(scores, part)).find((reason) => reason !== undefined)
  if (bad !== undefined) return fail(bad)
  const expected = scale.combination === 'single' ? 1 : Object.keys(scale.parts).length
  if (scored.length !== expected) return fail(`${scored.length} of ${expected} criteria scored`)
  const values = scored.map(({ scores }) => mean(scores.map((r) => r.value)) ?? NaN)
  return ok(values.reduce((sum, v) => sum + (scale.combination === 'sum-of-squares' ? v * v : v), 0))
}

function grouped(readings: readonly Reading[]): ReadonlyMap<string, readonly Reading[]> {
  const sites = new Map<string, Reading[]>()
  for (const r of readings) sites.set(r.site, [...(sites.get(r.site) ?? []), r])
  return sites
}
