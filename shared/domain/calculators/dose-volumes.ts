import { formatCells, formatRecorded } from '../../util/format-number.ts'
import { fail, ok } from '../../util/result.ts'
import { fieldProblems, listProblems, withOverfill, type Calculated, type CalculatorNotes, type FieldProblem } from './calculator.ts'

/** Doses of cells for animals on one day. Two of the three decide the third: dose, volume, viable cells per ml. */
export type DoseInput = {
  /** Viable cells, per animal or per kg of body weight. */
  readonly dose: { readonly per: 'animal' | 'kg'; readonly viableCells: number }
  /** Volume to inject: µl per animal, ml per kg of body weight, or whatever a given suspension (viable cells per ml) makes of the dose. */
  readonly volume: { readonly by: 'animal'; readonly ul: number } | { readonly by: 'kg'; readonly ml: number } | { readonly by: 'concentration'; readonly viableCellsPerMl: number }
  /** Animals; not needed where body weights are given. */
  readonly animals: number | null
  /** Body weights on the day, g, one per animal; needed where dose or volume goes by kg. */
  readonly bodyWeightsG: readonly number[]
  /** Viable cells of all cells in the suspension as injected, %. */
  readonly viabilityPercent: number
  /** More than is injected, %. */
  readonly overfillPercent: number
  /** What stays in syringe and needle of each animal, µl. */
  readonly deadVolumeUl: number
  /** Largest volume allowed per injection (licence), µl; null: not compared. */
  readonly largestVolumeUl: number | null
}

export type AnimalDose = { readonly animal: number; readonly bodyWeightG: number | null; readonly viableCells: number; readonly volumeUl: number }

export type DoseVolumes = CalculatorNotes & {
  readonly viableCellsPerMl: number
  /** Living and dead cells per ml, for a count of all cells. */
  readonly allCellsPerMl: number
  readonly animals: readonly AnimalDose[]
  /** Suspension to make, with dead volumes and overfill, ml; and the cells in it. */
  readonly suspensionMl: number
  readonly viableCellsTotal: number
  readonly allCellsTotal: number
}

type Field = 'dose' | 'volume' | 'animals' | 'bodyWeightsG' | 'viabilityPercent' | 'overfillPercent' | 'deadVolumeUl' | 'largestVolumeUl'

/**
 * Volume and cells of each animal, and suspension to make. One suspension serves all animals: a dose per kg in the same volume for all, or a dose per
 * animal in a volume per kg, would need one suspension for each animal and is refused. Refuses impossible numbers.
 */
export function doseVolumes(input: DoseInput): Calculated<DoseVolumes, Field> {
  const problems = problemsOf(input)
  if (problems.length > 0) return fail(problems)
  const { dose, volume } = input
  const weights: readonly (number | null)[] = input.bodyWeightsG.length > 0 ? input.bodyWeightsG : Array.from({ length: input.animals ?? 0 }, () => null)
  const viableCellsPerMl = concentration(input)
  const animals = weights.map((bodyWeightG, i): AnimalDose => {
    const viableCells = dose.per === 'animal' ? dose.viableCells : (dose.viableCells * (bodyWeightG ?? 0)) / 1000
    return { animal: i + 1, bodyWeightG, viableCells, volumeUl: volume.by === 'animal' ? volume.ul : (viableCells / viableCellsPerMl) * 1000 }
  })
  const suspensionMl = withOverfill(animals.reduce((sum, a) => sum + a.volumeUl + input.deadVolumeUl, 0) / 1000, input.overfillPercent)
  const all = (viable: number): number => viable / (input.viabilityPercent / 100)
  const viableCellsTotal = suspensionMl * viableCellsPerMl
  return ok({
    viableCellsPerMl, allCellsPerMl: all(viableCellsPerMl), animals, suspensionMl, viableCellsTotal, allCellsTotal: all(viableCellsTotal),
    method: 'volume = viable cells of the dose / viable cells per ml; suspension = sum of (volume + dead volume) × (1 + overfill); all cells = viable cells / viability',
    warnings: warningsOf(input, animals),
  })
}

/** Viable cells per ml that the dose and the volume ask for. */
function concentration({ dose, volume }: DoseInput): number {
  if (volume.by === 'concentration') return volume.viableCellsPerMl
  return volume.by === 'animal' ? (dose.viableCells / volume.ul) * 1000 : dose.viableCells / volume.ml
}

function problemsOf(input: DoseInput): readonly FieldProblem<Field>[] {
  const { dose, volume, bodyWeightsG, animals } = input
  const byWeight = dose.per === 'kg' || volume.by === 'kg'
  return [
    ...fieldProblems<Field>('dose', 'the dose', dose.viableCells, { above: 0, unit: `viable cells per ${dose.per}` }),
    ...(volume.by === 'concentration' ? fieldProblems<Field>('volume', 'the suspension', volume.viableCellsPerMl, { above: 0, unit: 'viable cells per ml' }) : fieldProblems<Field>('volume', 'the volume', volume.by === 'animal' ? volume.ul : volume.ml, { above: 0, unit: volume.by === 'animal' ? 'µl' : 'ml per kg' })),
    ...(dose.per === 'kg' && volume.by === 'animal' ? [{ field: 'volume' as const, message: 'a dose per kg in one volume for all needs another suspension for each animal; give a volume per kg, or the viable cells per ml' }] : []),
    ...(dose.per === 'animal' && volume.by === 'kg' ? [{ field: 'volume' as const, message: 'a dose per animal in a volume per kg needs another suspension for each animal; give a volume per animal, or the viable cells per ml' }] : []),
    ...(byWeight || bodyWeightsG.length > 0 ? listProblems<Field>('bodyWeightsG', 'the list of body weights', bodyWeightsG, { above: 0, atMost: 2_000_000, unit: 'g' }) : []),
    ...(animals === null ? [] : fieldProblems<Field>('animals', 'the number of animals', animals, { atLeast: 1, atMost: 1000, whole: true })),
    ...(animals === null && bodyWeightsG.length === 0 && !byWeight ? [{ field: 'animals' as const, message: 'the number of animals, or their body weights, must be given' }] : []),
    ...(animals !== null && bodyWeightsG.length > 0 && animals !== bodyWeightsG.length ? [{ field: 'animals' as const, message: `${String(animals)} animals and ${String(bodyWeightsG.length)} body weights do not agree` }] : []),
    ...fieldProblems<Field>('viabilityPercent', 'the viability', input.viabilityPercent, { above: 0, atMost: 100, unit: '%' }),
    ...fieldProblems<Field>('overfillPercent', 'the overfill', input.overfillPercent, { atLeast: 0, atMost: 1000, unit: '%' }),
    ...fieldProblems<Field>('deadVolumeUl', 'the dead volume', input.deadVolumeUl, { atLeast: 0, atMost: 100_000, unit: 'µl' }),
    ...(input.largestVolumeUl === null ? [] : fieldProblems<Field>('largestVolumeUl', 'the largest volume allowed', input.largestVolumeUl, { above: 0, unit: 'µl' })),
  ]
}

function warningsOf({ largestVolumeUl, dose, bodyWeightsG }: DoseInput, animals: readonly AnimalDose[]): readonly string[] {
  const tooMuch = largestVolumeUl === null ? [] : animals.filter((a) => a.volumeUl > largestVolumeUl * (1 + 1e-12))
  const perKg = dose.per === 'animal' && bodyWeightsG.length > 0 ? animals.flatMap((a) => (a.bodyWeightG === null ? [] : [(a.viableCells / a.bodyWeightG) * 1000])) : []
  return [
    ...(tooMuch.length > 0 ? [`More than the largest volume allowed (${formatRecorded(largestVolumeUl ?? 0)} µl) for ${tooMuch.length === animals.length ? 'every animal' : `animal ${tooMuch.map((a) => String(a.animal)).join(', ')}`}: concentrate the cells or split the dose`] : []),
    ...(perKg.length > 1 && Math.max(...perKg) > Math.min(...perKg) ? [`One dose for all is ${formatCells(Math.min(...perKg))} to ${formatCells(Math.max(...perKg))} viable cells per kg`] : []),
  ]
}
