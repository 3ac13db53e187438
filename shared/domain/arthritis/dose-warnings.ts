import { formatSignificant } from '../../util/format-number.ts'
import type { AnimalDose, DoseStatus } from './dose-results.ts'

/**
 * What must be said of the doses of one arm: who got more or less than nominal beyond the limit, missing, failed and partial doses, injections
 * outside the plan, cells of different passages within a dose or between doses.
 * @param doses of the animals that are not excluded. @param limitPercent of the lab, default 10 %.
 */
export function doseWarnings(armLabel: string, doses: readonly AnimalDose[], limitPercent: number): readonly string[] {
  const numbers = [...new Set(doses.map((d) => d.dose))].sort((a, b) => a - b)
  if (doses.length > 0 && doses.every((d) => d.status === 'not recorded')) return [`${armLabel}: no administration is recorded.`]
  return [...numbers.flatMap((dose) => ofDose(`${armLabel}, dose ${dose}`, doses.filter((d) => d.dose === dose), limitPercent)), ...betweenDoses(armLabel, doses, numbers)]
}

function ofDose(name: string, own: readonly AnimalDose[], limitPercent: number): readonly string[] {
  const list = (what: string, animals: readonly string[]): readonly string[] => (animals.length === 0 ? [] : [`${name}: ${what} in ${animals.length} of ${own.length} animals (${animals.join(', ')}).`])
  const tags = (status: DoseStatus): readonly string[] => own.filter((d) => d.status === status).map((d) => d.animal)
  const off = own.flatMap((d) => {
    const percent = d.deviation.value
    return percent === null || Math.abs(percent) <= limitPercent + 1e-9 ? [] : [`${d.animal} ${percent > 0 ? '+' : '−'}${formatSignificant(Math.abs(percent))} %`]
  })
  const passages = [...new Set(own.map((d) => d.passages.join(' and ')).filter((p) => p !== ''))]
  return [
    ...list(`the cells given deviate by more than ${limitPercent} % from nominal`, off),
    ...list('due, but no injection is on record', tags('missed')),
    ...list('the injection failed', tags('failed')),
    ...list('the injection was partial', tags('partial')),
    ...list('an injection fits no planned dose', own.filter((d) => !d.isPlanned).map((d) => d.animal)),
    ...(passages.length > 1 ? [`${name}: cells of different passages (${passages.join('; ')}).`] : []),
  ]
}

/** Repeated doses may come from different passages: then the arm did not get one thing. */
function betweenDoses(armLabel: string, doses: readonly AnimalDose[], numbers: readonly number[]): readonly string[] {
  const passages = numbers.map((dose) => ({ dose, names: [...new Set(doses.filter((d) => d.dose === dose).flatMap((d) => d.passages))].sort().join(' and ') })).filter((d) => d.names !== '')
  if (new Set(passages.map((d) => d.names)).size <= 1) return []
  return [`${armLabel}: the doses differ in passage (${passages.map((d) => `dose ${d.dose}: ${d.names}`).join('; ')}).`]
}
