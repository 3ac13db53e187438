import { valueOf } from '../../records/blank.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { combineReadings, type BoundedValue } from './bounded-value.ts'
import { byAnimal, type MeasurementGroup, type Reading } from './readings.ts'
import type { AnimalValue } from './quantity.ts'

export type Swelling = { readonly computed: boolean; readonly unit: string; readonly definition: string; readonly values: readonly AnimalValue[]; readonly warnings: readonly string[] }

/**
 * Delayed-type hypersensitivity: swelling = 100 (challenged - control) / control, percent of the animal's own control site (right and left
 * ear in Schurgers et al. 2010). The sites are those the record names as challenged and control; where it names none, sites that begin
 * with "right" and "left" are taken as challenged and control, with a warning. Repeated readings of a site are averaged first. Where no value
 * is of a control site, the values are swellings as recorded. A control site that is not above 0, a site that is missing, a limit of
 * quantification: not assessable, with the reason.
 */
export function swellings(group: MeasurementGroup, readings: readonly Reading[]): Swelling {
  const named = group.measurements.map((m) => ({ challenged: valueOf(m.challengedSite), control: valueOf(m.controlSite) })).find((s) => s.challenged !== undefined && s.control !== undefined)
  const is = (side: 'challenged' | 'control') => (r: Reading): boolean =>
    named === undefined ? new RegExp(side === 'challenged' ? '^right\\b' : '^left\\b', 'i').test(r.site.trim()) : plain(r.site) === plain(named[side] ?? '')
  const computed = readings.some(is('control')) && readings.some(is('challenged'))
  if (!computed) {
    const values = [...byAnimal(readings)].map(([animalKey, own]) => ({ animalKey, value: combineReadings(own), samples: own.map((r) => `${r.value} (${r.words})`) }))
    return { computed, unit: group.unit, definition: 'swelling as recorded', values, warnings: named === undefined ? [] : ['Sites are named, but no value is of both: the values are taken as swelling as recorded.'] }
  }
  const values = [...byAnimal(readings)].map(([animalKey, own]): AnimalValue => ({
    animalKey, value: swelling(own.filter(is('challenged')), own.filter(is('control'))), samples: own.map((r) => `${r.value} ${group.unit} (${r.words})`),
  }))
  const [challenged, control] = named === undefined ? ['right', 'left'] : [named.challenged ?? '', named.control ?? '']
  return {
    computed, unit: '%', definition: `swelling = 100 (${challenged} − ${control}) / ${control}`, values,
    warnings: named === undefined ? ['The challenged site is not recorded: right is taken as challenged, left as control.'] : [],
  }
}

function swelling(challenged: readonly Reading[], control: readonly Reading[]): Result<BoundedValue> {
  const [over, under] = [combineReadings(challenged), combineReadings(control)]
  if (!over.ok) return fail(`challenged site: ${over.error}`)
  if (!under.ok) return fail(`control site: ${under.error}`)
  if (over.value.bound !== undefined || under.value.bound !== undefined) return fail('a site has a limit of quantification instead of a measurement')
  if (!(under.value.value > 0)) return fail(`the control site measures ${under.value.value}: a swelling relative to it has no meaning`)
  return ok({ value: (100 * (over.value.value - under.value.value)) / under.value.value })
}

function plain(text: string): string {
  return text.trim().toLowerCase()
}
