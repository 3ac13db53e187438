import { fail, ok } from '../../util/result.ts'
import { fieldProblems, type Calculated, type CalculatorNotes, type FieldProblem } from './calculator.ts'

/** A stock solution from powder. */
export type PowderStockInput = {
  readonly powderMg: number
  /** Molar mass of the powder as weighed (salt, hydrate), g/mol, from its certificate. */
  readonly molarMassGPerMol: number
  /** Share of the powder that is the substance, %, from its certificate. */
  readonly purityPercent: number
  readonly stockMillimolar: number
}

export type PowderStock = CalculatorNotes & {
  /** Final volume of the solution, µl. */
  readonly volumeUl: number
  readonly amountMicromol: number
}

type Field = keyof PowderStockInput

/** Volume that makes the wanted stock of a weighed powder. Refuses impossible numbers and a purity above 100 %. */
export function powderStock(input: PowderStockInput): Calculated<PowderStock, Field> {
  const problems: FieldProblem<Field>[] = [
    ...fieldProblems<Field>('powderMg', 'the mass of powder', input.powderMg, { above: 0, unit: 'mg' }),
    ...fieldProblems<Field>('molarMassGPerMol', 'the molar mass', input.molarMassGPerMol, { above: 0, unit: 'g/mol' }),
    ...fieldProblems<Field>('purityPercent', 'the purity', input.purityPercent, { above: 0, atMost: 100, unit: '%' }),
    ...fieldProblems<Field>('stockMillimolar', 'the concentration of the stock', input.stockMillimolar, { above: 0, unit: 'mmol/l' }),
  ]
  if (problems.length > 0) return fail(problems)
  // mg / (g/mol) is mmol; mmol / (mmol/l) is l.
  const amountMmol = (input.powderMg * input.purityPercent) / 100 / input.molarMassGPerMol
  return ok({ volumeUl: (amountMmol / input.stockMillimolar) * 1e6, amountMicromol: amountMmol * 1e3, method: 'volume = mass × purity / (molar mass × concentration)', warnings: [] })
}
