import { formatCells, formatRatio } from '../../util/format-number.ts'
import { fail, ok } from '../../util/result.ts'
import { fieldProblems, listProblems, withOverfill, type Calculated, type CalculatorNotes, type FieldProblem } from './calculator.ts'

/** Wells of a suppression assay with several ratios of MSC to responders. */
export type RatioSeriesInput = {
  /** MSC per responder: 0.1 is 1:10. No 0: wells without MSC are counted apart. */
  readonly ratiosMscPerResponder: readonly number[]
  readonly respondersPerWell: number
  readonly wellsPerRatio: number
  /** Wells with responders and no MSC: controls. */
  readonly wellsWithoutMsc: number
  /** Volumes put into a well, µl. */
  readonly mscVolumePerWellUl: number
  readonly responderVolumePerWellUl: number
  /** Suspensions at hand, viable cells per ml. */
  readonly mscPerMl: number
  readonly respondersPerMl: number
  /** More than is used, %. */
  readonly overfillPercent: number
  /** Each ratio diluted from the suspension at hand, or each from the next higher one. */
  readonly dilutedFrom: 'stock' | 'next higher ratio'
}

/** One ratio, highest first: what to mix so that the volume per well brings the cells. */
export type RatioStep = {
  readonly ratioMscPerResponder: number
  readonly mscPerWell: number
  /** Viable MSC per ml of the suspension pipetted. */
  readonly mscPerMl: number
  /** Volume to mix, µl: what the wells need with overfill, and what the next dilution takes. */
  readonly madeUl: number
  readonly takenUl: number
  readonly mediumUl: number
  /** 'stock', or the ratio whose suspension is taken. */
  readonly takenFrom: 'stock' | number
}

export type RatioSeries = CalculatorNotes & {
  readonly steps: readonly RatioStep[]
  readonly mscTotal: number
  readonly mscStockUl: number
  readonly wells: number
  readonly respondersTotal: number
  /** Responder suspension: volume to make, and what it is mixed from, µl. */
  readonly responderMadeUl: number
  readonly responderStockUl: number
  readonly responderMediumUl: number
}

type Field = keyof RatioSeriesInput

/** Below so many cells in a well, chance alone makes their number scatter by 10 % or more (Poisson: 1/sqrt(n)). */
const fewCells = 100

/**
 * Dilutions of MSC for each ratio, and the responders for all wells. Refuses impossible numbers, the same ratio twice, and a suspension thinner than
 * the wells ask for.
 */
export function ratioSeries(input: RatioSeriesInput): Calculated<RatioSeries, Field> {
  const problems = problemsOf(input)
  if (problems.length > 0) return fail(problems)
  const ratios = input.ratiosMscPerResponder.toSorted((a, b) => b - a)
  const perMl = (ratio: number): number => (ratio * input.respondersPerWell * 1000) / input.mscVolumePerWellUl
  const responderPerMl = (input.respondersPerWell * 1000) / input.responderVolumePerWellUl
  const thin: FieldProblem<Field>[] = [
    ...tooThin('mscPerMl', 'MSC', input.mscPerMl, perMl(ratios[0] ?? 0), `at ${formatRatio(ratios[0] ?? 0)}`),
    ...tooThin('respondersPerMl', 'responders', input.respondersPerMl, responderPerMl, 'for the wells'),
  ]
  if (thin.length > 0) return fail(thin)

  const steps = stepsOf(input, ratios, perMl)
  const wells = ratios.length * input.wellsPerRatio + input.wellsWithoutMsc
  const responderMadeUl = withOverfill(wells * input.responderVolumePerWellUl, input.overfillPercent)
  const responderStockUl = (responderMadeUl * responderPerMl) / input.respondersPerMl
  const mscStockUl = steps.filter((s) => s.takenFrom === 'stock').reduce((sum, s) => sum + s.takenUl, 0)
  const few = steps.filter((s) => s.mscPerWell < fewCells)
  return ok({
    steps, mscStockUl, mscTotal: (mscStockUl * input.mscPerMl) / 1000, wells,
    respondersTotal: (responderStockUl * input.respondersPerMl) / 1000, responderMadeUl, responderStockUl, responderMediumUl: Math.max(0, responderMadeUl - responderStockUl),
    method: 'MSC per well = ratio × responders per well; each suspension brings them in the volume per well; ratio is MSC per responder',
    warnings: few.length > 0 ? [`Fewer than ${String(fewCells)} MSC per well at ${few.map((s) => formatRatio(s.ratioMscPerResponder)).join(', ')}: their number scatters by chance by 10 % or more from well to well`] : [],
  })
}

/** From the lowest ratio upwards, since each suspension must also hold what the next lower one takes from it. */
function stepsOf(input: RatioSeriesInput, ratios: readonly number[], perMl: (ratio: number) => number): readonly RatioStep[] {
  const forWells = withOverfill(input.wellsPerRatio * input.mscVolumePerWellUl, input.overfillPercent)
  const steps: RatioStep[] = []
  let takenByNext = 0
  for (let i = ratios.length - 1; i >= 0; i--) {
    const ratio = ratios[i] ?? 0
    const above = ratios[i - 1]
    const serial = input.dilutedFrom === 'next higher ratio' && above !== undefined
    const madeUl = forWells + takenByNext
    const takenUl = (madeUl * perMl(ratio)) / (serial ? perMl(above) : input.mscPerMl)
    steps.unshift({ ratioMscPerResponder: ratio, mscPerWell: ratio * input.respondersPerWell, mscPerMl: perMl(ratio), madeUl, takenUl, mediumUl: Math.max(0, madeUl - takenUl), takenFrom: serial ? above : 'stock' })
    takenByNext = serial ? takenUl : 0
  }
  return steps
}

function tooThin(field: Field, what: string, atHand: number, needed: number, where: string): readonly FieldProblem<Field>[] {
  return needed <= atHand * (1 + 1e-12) ? [] : [{ field, message: `the suspension of ${what} (${formatCells(atHand)} per ml) is too thin: ${where} ${formatCells(needed)} per ml are needed; spin the cells down or put more volume into the wells` }]
}

function problemsOf(input: RatioSeriesInput): readonly FieldProblem<Field>[] {
  const volume = { above: 0, atMost: 1e6, unit: 'µl' }
  const twice = input.ratiosMscPerResponder.find((r, i) => input.ratiosMscPerResponder.indexOf(r) < i)
  return [
    ...listProblems<Field>('ratiosMscPerResponder', 'the list of ratios', input.ratiosMscPerResponder, { above: 0, unit: 'MSC per responder' }),
    ...(twice === undefined ? [] : [{ field: 'ratiosMscPerResponder' as const, message: `the ratio ${formatRatio(twice)} stands twice in the list` }]),
    ...fieldProblems<Field>('respondersPerWell', 'the number of responders per well', input.respondersPerWell, { above: 0 }),
    ...fieldProblems<Field>('wellsPerRatio', 'the number of wells per ratio', input.wellsPerRatio, { atLeast: 1, atMost: 100_000, whole: true }),
    ...fieldProblems<Field>('wellsWithoutMsc', 'the number of wells without MSC', input.wellsWithoutMsc, { atLeast: 0, atMost: 100_000, whole: true }),
    ...fieldProblems<Field>('mscVolumePerWellUl', 'the volume of MSC per well', input.mscVolumePerWellUl, volume),
    ...fieldProblems<Field>('responderVolumePerWellUl', 'the volume of responders per well', input.responderVolumePerWellUl, volume),
    ...fieldProblems<Field>('mscPerMl', 'the suspension of MSC', input.mscPerMl, { above: 0, unit: 'viable cells per ml' }),
    ...fieldProblems<Field>('respondersPerMl', 'the suspension of responders', input.respondersPerMl, { above: 0, unit: 'viable cells per ml' }),
    ...fieldProblems<Field>('overfillPercent', 'the overfill', input.overfillPercent, { atLeast: 0, atMost: 1000, unit: '%' }),
  ]
}
