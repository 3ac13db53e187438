import { formatCells } from '../../util/format-number.ts'
import { fail, ok } from '../../util/result.ts'
import { fieldProblems, wholeUnits, withOverfill, type Calculated, type CalculatorNotes, type FieldProblem } from './calculator.ts'

/** Vials needed for a number of viable cells after thawing. */
export type VialsInput = {
  /** Viable cells needed after thaw and wash. */
  readonly viableCellsNeeded: number
  /** Viable cells frozen per vial. */
  readonly viableCellsPerVial: number
  /** Viable cells after thaw and wash, % of the viable cells frozen: of the lab's own thaws of this bank. */
  readonly recoveryPercent: number
  /** Lowest recovery seen, %; null: not looked at. */
  readonly lowestRecoveryPercent: number | null
  /** More than is needed, %. */
  readonly overfillPercent: number
  /** Vials in the bank; null: not compared. */
  readonly vialsAvailable: number | null
}

export type VialsToThaw = CalculatorNotes & {
  readonly vials: number
  readonly viableCellsExpected: number
  /** Expected beyond what is needed with overfill. */
  readonly viableCellsSurplus: number
  /** Vials if the recovery is the lowest seen; null when that was not given. */
  readonly vialsAtLowestRecovery: number | null
}

type Field = keyof VialsInput

/** Whole vials to thaw. Refuses impossible numbers, a recovery above 100 %, and a lowest recovery above the usual one. */
export function vialsToThaw(input: VialsInput): Calculated<VialsToThaw, Field> {
  const lowest = input.lowestRecoveryPercent
  const problems: FieldProblem<Field>[] = [
    ...fieldProblems<Field>('viableCellsNeeded', 'the number of cells needed', input.viableCellsNeeded, { above: 0, unit: 'viable cells' }),
    ...fieldProblems<Field>('viableCellsPerVial', 'the content of a vial', input.viableCellsPerVial, { above: 0, unit: 'viable cells' }),
    ...fieldProblems<Field>('recoveryPercent', 'the recovery', input.recoveryPercent, { above: 0, atMost: 100, unit: '%' }),
    ...(lowest === null ? [] : fieldProblems<Field>('lowestRecoveryPercent', 'the lowest recovery', lowest, { above: 0, atMost: input.recoveryPercent, unit: '%' })),
    ...fieldProblems<Field>('overfillPercent', 'the overfill', input.overfillPercent, { atLeast: 0, atMost: 1000, unit: '%' }),
    ...(input.vialsAvailable === null ? [] : fieldProblems<Field>('vialsAvailable', 'the number of vials in the bank', input.vialsAvailable, { atLeast: 0, whole: true })),
  ]
  if (problems.length > 0) return fail(problems)

  const needed = withOverfill(input.viableCellsNeeded, input.overfillPercent)
  const vialsAt = (recovery: number): number => wholeUnits(needed / ((input.viableCellsPerVial * recovery) / 100))
  const vials = vialsAt(input.recoveryPercent)
  const viableCellsExpected = (vials * input.viableCellsPerVial * input.recoveryPercent) / 100
  const vialsAtLowestRecovery = lowest === null ? null : vialsAt(lowest)
  return ok({
    vials, viableCellsExpected, viableCellsSurplus: Math.max(0, viableCellsExpected - needed), vialsAtLowestRecovery,
    method: 'vials = viable cells needed × (1 + overfill) / (viable cells frozen per vial × recovery), rounded up to whole vials',
    warnings: [
      ...(input.vialsAvailable !== null && input.vialsAvailable < vials ? [`${String(vials)} vials are needed and ${String(input.vialsAvailable)} are in the bank: enough for ${formatCells((input.vialsAvailable * input.viableCellsPerVial * input.recoveryPercent) / 100)} viable cells`] : []),
      ...(vialsAtLowestRecovery !== null && vialsAtLowestRecovery > vials ? [`With the lowest recovery seen, ${String(vialsAtLowestRecovery)} vials would be needed`] : []),
    ],
  })
}
