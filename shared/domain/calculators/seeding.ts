import { formatCells, formatRecorded } from '../../util/format-number.ts'
import { fail, ok } from '../../util/result.ts'
import { fieldProblems, withOverfill, type Calculated, type CalculatorNotes, type FieldProblem } from './calculator.ts'

/** Vessels to seed at one density. */
export type SeedingInput = {
  /** Viable cells wanted per cm². */
  readonly densityCellsPerCm2: number
  /** Growth area of one vessel (flask, dish, well), cm², as its maker states it: areas of "6-well plates" differ between makers. */
  readonly areaCm2: number
  readonly vessels: number
  /** Volume of one vessel after seeding, ml. */
  readonly volumePerVesselMl: number
  /** Viable cells per ml of the suspension at hand. */
  readonly viableCellsPerMl: number
  /** More than is used, % (for what stays in tubes and pipettes). */
  readonly overfillPercent: number
  /** Viable cells at hand; null: not compared. */
  readonly viableCellsAvailable: number | null
}

export type Seeding = CalculatorNotes & {
  readonly viableCellsPerVessel: number
  /** Suspension and medium of one vessel, ml. */
  readonly suspensionPerVesselMl: number
  readonly mediumPerVesselMl: number
  /** For all vessels with the overfill: cells, and the mixture to make from suspension and medium, ml. */
  readonly viableCellsTotal: number
  readonly suspensionTotalMl: number
  readonly mediumTotalMl: number
  /** Vessels that the cells at hand are enough for, without overfill; null when cells at hand were not given. */
  readonly vesselsPossible: number | null
}

type Field = keyof SeedingInput

/**
 * Cells and volumes for seeding: density × area per vessel, diluted to the volume of a vessel. Refuses impossible numbers, and a suspension too thin
 * to bring the cells into the volume of the vessel (spin down, or take more volume).
 */
export function seeding(input: SeedingInput): Calculated<Seeding, Field> {
  const problems: FieldProblem<Field>[] = [
    ...fieldProblems<Field>('densityCellsPerCm2', 'the density', input.densityCellsPerCm2, { above: 0, unit: 'cells per cm²' }),
    ...fieldProblems<Field>('areaCm2', 'the growth area', input.areaCm2, { above: 0, unit: 'cm²' }),
    ...fieldProblems<Field>('vessels', 'the number of vessels', input.vessels, { atLeast: 1, atMost: 100_000, whole: true }),
    ...fieldProblems<Field>('volumePerVesselMl', 'the volume of a vessel', input.volumePerVesselMl, { above: 0, unit: 'ml' }),
    ...fieldProblems<Field>('viableCellsPerMl', 'the suspension', input.viableCellsPerMl, { above: 0, unit: 'viable cells per ml' }),
    ...fieldProblems<Field>('overfillPercent', 'the overfill', input.overfillPercent, { atLeast: 0, atMost: 1000, unit: '%' }),
    ...(input.viableCellsAvailable === null ? [] : fieldProblems<Field>('viableCellsAvailable', 'the cells at hand', input.viableCellsAvailable, { atLeast: 0, unit: 'viable cells' })),
  ]
  if (problems.length > 0) return fail(problems)

  const viableCellsPerVessel = input.densityCellsPerCm2 * input.areaCm2
  const suspensionPerVesselMl = viableCellsPerVessel / input.viableCellsPerMl
  if (suspensionPerVesselMl > input.volumePerVesselMl * (1 + 1e-12)) {
    return fail([{ field: 'viableCellsPerMl', message: `the suspension (${formatCells(input.viableCellsPerMl)} viable cells per ml) is too thin: a vessel would need ${formatRecorded(Number(suspensionPerVesselMl.toPrecision(4)))} ml of it and holds ${formatRecorded(input.volumePerVesselMl)} ml; spin the cells down or take more volume` }])
  }
  const mediumPerVesselMl = Math.max(0, input.volumePerVesselMl - suspensionPerVesselMl)
  const total = (perVessel: number): number => withOverfill(perVessel * input.vessels, input.overfillPercent)
  const viableCellsTotal = total(viableCellsPerVessel)
  const available = input.viableCellsAvailable
  return ok({
    viableCellsPerVessel, suspensionPerVesselMl, mediumPerVesselMl, viableCellsTotal,
    suspensionTotalMl: total(suspensionPerVesselMl), mediumTotalMl: total(mediumPerVesselMl),
    vesselsPossible: available === null ? null : Math.floor((available / viableCellsPerVessel) * (1 + 1e-12)),
    method: 'viable cells per vessel = density × growth area; volume of suspension = cells / viable cells per ml; filled up with medium',
    warnings: available !== null && available < viableCellsTotal * (1 - 1e-12) ? [`${formatCells(viableCellsTotal)} viable cells are needed with overfill and ${formatCells(available)} are at hand`] : [],
  })
}
