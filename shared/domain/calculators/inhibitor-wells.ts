import { formatFixed, formatRecorded } from '../../util/format-number.ts'
import { fail, ok } from '../../util/result.ts'
import { fieldProblems, listProblems, withOverfill, type Calculated, type CalculatorNotes, type FieldProblem } from './calculator.ts'

/** An inhibitor at several concentrations, with the same share of solvent in every well. */
export type InhibitorInput = {
  readonly stockMillimolar: number
  /** Solvent (DMSO, ethanol ...) in the stock, % by volume: 100 where the powder was dissolved in pure solvent. */
  readonly stockSolventPercent: number
  /** Final concentrations in the well, µmol/l, without 0: the solvent control is added to them. */
  readonly finalMicromolar: readonly number[]
  /** Final volume of a well, µl. */
  readonly wellVolumeUl: number
  readonly wellsPerConcentration: number
  /** More than is used, %. */
  readonly overfillPercent: number
  /** Solvent in every well, %; null: as much as the highest concentration brings with it. */
  readonly solventPercent: number | null
  /** Most solvent that the cells bear, %; null: not compared. */
  readonly largestSolventPercent: number | null
}

/** Mixture for all wells of one concentration; the first is the solvent control, with 0 inhibitor. */
export type InhibitorStep = {
  readonly finalMicromolar: number
  readonly madeUl: number
  readonly stockUl: number
  /** Pure solvent added so that all wells have the same, µl. */
  readonly solventUl: number
  readonly mediumUl: number
  /** Solvent in the mixture, %: the same in all. */
  readonly solventPercent: number
}

export type InhibitorWells = CalculatorNotes & { readonly solventPercent: number; readonly steps: readonly InhibitorStep[]; readonly stockTotalUl: number; readonly solventTotalUl: number }

type Field = keyof InhibitorInput

/**
 * Stock, pure solvent and medium for each concentration and for the solvent control, so that wells differ in the inhibitor only (rules of judgement 5:
 * the baseline carries the solvent). Refuses impossible numbers, a concentration above that of the stock, the same one twice, and less solvent than
 * the highest concentration brings with it.
 */
export function inhibitorWells(input: InhibitorInput): Calculated<InhibitorWells, Field> {
  const problems = problemsOf(input)
  if (problems.length > 0) return fail(problems)
  const stockShare = (micromolar: number): number => micromolar / (input.stockMillimolar * 1000)
  const highest = Math.max(...input.finalMicromolar)
  const brought = stockShare(highest) * input.stockSolventPercent
  const solventPercent = input.solventPercent ?? brought
  const room = stockShare(highest) + (solventPercent - brought) / 100
  const impossible: FieldProblem<Field>[] = [
    ...(stockShare(highest) > 1 ? [{ field: 'finalMicromolar' as const, message: `${formatRecorded(highest)} µmol/l is above the stock (${formatRecorded(input.stockMillimolar)} mmol/l): diluting cannot raise it` }] : []),
    ...(solventPercent < brought * (1 - 1e-12) ? [{ field: 'solventPercent' as const, message: `the stock brings ${formatRecorded(Number(brought.toPrecision(4)))} % solvent into the wells with ${formatRecorded(highest)} µmol/l, more than the ${formatRecorded(solventPercent)} % wanted; take a stronger stock or more solvent in all wells` }] : []),
    ...(stockShare(highest) <= 1 && room > 1 + 1e-12 ? [{ field: 'solventPercent' as const, message: `stock and solvent would fill more than the well at ${formatRecorded(highest)} µmol/l` }] : []),
  ]
  if (impossible.length > 0) return fail(impossible)

  const madeUl = withOverfill(input.wellsPerConcentration * input.wellVolumeUl, input.overfillPercent)
  const steps = [0, ...input.finalMicromolar.toSorted((a, b) => a - b)].map((micromolar): InhibitorStep => {
    const stockUl = stockShare(micromolar) * madeUl
    const solventUl = Math.max(0, (madeUl * solventPercent - stockUl * input.stockSolventPercent) / 100)
    return { finalMicromolar: micromolar, madeUl, stockUl, solventUl, mediumUl: Math.max(0, madeUl - stockUl - solventUl), solventPercent }
  })
  const sum = (of: (s: InhibitorStep) => number): number => steps.reduce((total, s) => total + of(s), 0)
  return ok({
    solventPercent, steps, stockTotalUl: sum((s) => s.stockUl), solventTotalUl: sum((s) => s.solventUl),
    method: 'stock = final concentration × volume / concentration of the stock; pure solvent added until every mixture, the solvent control too, has the same share',
    warnings: input.largestSolventPercent !== null && solventPercent > input.largestSolventPercent * (1 + 1e-12) ? [`Every well would hold ${formatFixed(solventPercent, 3)} % solvent, more than the ${formatRecorded(input.largestSolventPercent)} % that the cells bear: take a stronger stock`] : [],
  })
}

function problemsOf(input: InhibitorInput): readonly FieldProblem<Field>[] {
  const twice = input.finalMicromolar.find((c, i) => input.finalMicromolar.indexOf(c) < i)
  return [
    ...fieldProblems<Field>('stockMillimolar', 'the concentration of the stock', input.stockMillimolar, { above: 0, unit: 'mmol/l' }),
    ...fieldProblems<Field>('stockSolventPercent', 'the solvent in the stock', input.stockSolventPercent, { atLeast: 0, atMost: 100, unit: '%' }),
    ...listProblems<Field>('finalMicromolar', 'the list of concentrations', input.finalMicromolar, { above: 0, unit: 'µmol/l' }),
    ...(twice === undefined ? [] : [{ field: 'finalMicromolar' as const, message: `${formatRecorded(twice)} µmol/l stands twice in the list` }]),
    ...fieldProblems<Field>('wellVolumeUl', 'the volume of a well', input.wellVolumeUl, { above: 0, atMost: 1e6, unit: 'µl' }),
    ...fieldProblems<Field>('wellsPerConcentration', 'the number of wells per concentration', input.wellsPerConcentration, { atLeast: 1, atMost: 100_000, whole: true }),
    ...fieldProblems<Field>('overfillPercent', 'the overfill', input.overfillPercent, { atLeast: 0, atMost: 1000, unit: '%' }),
    ...(input.solventPercent === null ? [] : fieldProblems<Field>('solventPercent', 'the solvent in every well', input.solventPercent, { atLeast: 0, atMost: 100, unit: '%' })),
    ...(input.largestSolventPercent === null ? [] : fieldProblems<Field>('largestSolventPercent', 'the most solvent that the cells bear', input.largestSolventPercent, { above: 0, atMost: 100, unit: '%' })),
  ]
}
