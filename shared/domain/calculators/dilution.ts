import { formatRecorded } from '../../util/format-number.ts'
import { fail, ok } from '../../util/result.ts'
import { fieldProblems, type Calculated, type CalculatorNotes, type FieldProblem } from './calculator.ts'

/** C1 V1 = C2 V2 with exactly one of the four left open (null). Both concentrations in one unit, whatever it is; volumes in µl. */
export type DilutionInput = {
  readonly stockConcentration: number | null
  readonly stockVolumeUl: number | null
  readonly finalConcentration: number | null
  readonly finalVolumeUl: number | null
  /** Smallest volume that the bench pipettes, µl; a smaller one gets a warning. Left out: no warning. */
  readonly smallestVolumeUl?: number
}

export type Dilution = CalculatorNotes & {
  readonly solvedFor: 'stockConcentration' | 'stockVolumeUl' | 'finalConcentration' | 'finalVolumeUl'
  readonly stockConcentration: number
  readonly stockVolumeUl: number
  readonly finalConcentration: number
  readonly finalVolumeUl: number
  /** Diluent to add, µl. */
  readonly diluentVolumeUl: number
  /** Final volume per volume of stock: 10 is "1 in 10". */
  readonly dilutionFactor: number
}

type Field = keyof DilutionInput

const names = { stockConcentration: 'the concentration of the stock', stockVolumeUl: 'the volume of stock', finalConcentration: 'the final concentration', finalVolumeUl: 'the final volume' } as const
const fields = ['stockConcentration', 'stockVolumeUl', 'finalConcentration', 'finalVolumeUl'] as const

/**
 * Solves C1 V1 = C2 V2 for the one quantity left open. Refuses: none or more than one left open, a concentration or volume of 0 or less, a
 * final concentration above that of the stock, a final volume below the volume of stock.
 */
export function dilution(input: DilutionInput): Calculated<Dilution, Field> {
  const open = fields.filter((f) => input[f] === null)
  const problems: FieldProblem<Field>[] = fields.flatMap((f) => {
    const value = input[f]
    return value === null ? [] : fieldProblems<Field>(f, names[f], value, f.endsWith('Ul') ? { above: 0, unit: 'µl' } : { above: 0 })
  })
  if (input.smallestVolumeUl !== undefined) problems.push(...fieldProblems<Field>('smallestVolumeUl', 'the smallest volume pipetted', input.smallestVolumeUl, { above: 0, unit: 'µl' }))
  const [solvedFor] = open
  if (solvedFor === undefined) problems.push({ field: 'stockVolumeUl', message: 'leave one of the four open: it is what is computed' })
  if (open.length > 1) problems.push(...open.map((f) => ({ field: f, message: `${names[f]} is missing; only one of the four can be computed` })))
  if (problems.length > 0 || solvedFor === undefined) return fail(problems)

  const solved = solve(input, solvedFor)
  const impossible = orderProblems(solved, solvedFor)
  if (impossible.length > 0) return fail(impossible)
  const diluentVolumeUl = solved.finalVolumeUl - solved.stockVolumeUl
  return ok({ ...solved, solvedFor, diluentVolumeUl, dilutionFactor: solved.finalVolumeUl / solved.stockVolumeUl, method: 'concentration of the stock × volume of stock = final concentration × final volume', warnings: warningsOf(solved.stockVolumeUl, diluentVolumeUl, input.smallestVolumeUl) })
}

type Solved = Pick<Dilution, (typeof fields)[number]>

/** Only reached with exactly one quantity open: the others are given, and 0 stands for the open one until it is replaced. */
function solve(input: DilutionInput, open: Dilution['solvedFor']): Solved {
  const c1 = input.stockConcentration ?? 0
  const v1 = input.stockVolumeUl ?? 0
  const c2 = input.finalConcentration ?? 0
  const v2 = input.finalVolumeUl ?? 0
  const given = { stockConcentration: c1, stockVolumeUl: v1, finalConcentration: c2, finalVolumeUl: v2 }
  switch (open) {
    case 'stockConcentration':
      return { ...given, stockConcentration: (c2 * v2) / v1 }
    case 'stockVolumeUl':
      return { ...given, stockVolumeUl: (c2 * v2) / c1 }
    case 'finalConcentration':
      return { ...given, finalConcentration: (c1 * v1) / v2 }
    case 'finalVolumeUl':
      return { ...given, finalVolumeUl: (c1 * v1) / c2 }
  }
}

function orderProblems(s: Solved, solvedFor: Dilution['solvedFor']): readonly FieldProblem<Field>[] {
  // With the final volume or the volume of stock open, the concentrations were given and are at fault; else the volumes.
  if (solvedFor === 'stockVolumeUl' || solvedFor === 'finalVolumeUl') {
    return s.finalConcentration > s.stockConcentration ? [{ field: 'finalConcentration', message: `the final concentration (${formatRecorded(s.finalConcentration)}) is above that of the stock (${formatRecorded(s.stockConcentration)}): diluting cannot raise it` }] : []
  }
  return s.finalVolumeUl < s.stockVolumeUl ? [{ field: 'finalVolumeUl', message: `the final volume (${formatRecorded(s.finalVolumeUl)} µl) is smaller than the volume of stock in it (${formatRecorded(s.stockVolumeUl)} µl)` }] : []
}

function warningsOf(stockUl: number, diluentUl: number, smallestUl: number | undefined): readonly string[] {
  if (smallestUl === undefined) return []
  const small = (what: string, ul: number): readonly string[] => (ul > 0 && ul < smallestUl ? [`${what} is below the smallest volume pipetted (${formatRecorded(smallestUl)} µl): make more, or dilute in two steps`] : [])
  return [...small('The volume of stock', stockUl), ...small('The volume of diluent', diluentUl)]
}
