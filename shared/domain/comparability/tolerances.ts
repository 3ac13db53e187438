/**
 * Tolerances of the comparison. Dose ±10 % is of the rules of judgement; the other two are choices of this notebook, stated as such:
 * amounts that are set by hand (densities, times, ages, concentrations) ±10 % of the comparator, viability ±5 points.
 */
export type Tolerances = { readonly dosePercent: number; readonly amountPercent: number; readonly viabilityPoints: number }

export const defaultTolerances: Tolerances = { dosePercent: 10, amountPercent: 10, viabilityPoints: 5 }

/** How a field is compared: words, strain names, or numbers that must be equal or may differ by a tolerance. */
export type CompareRule = 'words' | 'strain' | 'exact number' | keyof Tolerances

/** The tolerance of a rule in words; null where values must be equal. */
export function toleranceWords(rule: CompareRule, tolerances: Tolerances): string | null {
  switch (rule) {
    case 'words':
    case 'strain':
    case 'exact number':
      return null
    case 'dosePercent':
    case 'amountPercent':
      return `±${String(tolerances[rule])} % of the comparator`
    case 'viabilityPoints':
      return `±${String(tolerances[rule])} points`
  }
}

/** All tolerances in words, for print. */
export function allTolerances(t: Tolerances): readonly string[] {
  return [
    `doses ±${String(t.dosePercent)} % of the comparator (rules of judgement)`,
    `densities, times, ages, percentages of medium and other amounts set by hand ±${String(t.amountPercent)} % of the comparator (our choice)`,
    `viability ±${String(t.viabilityPoints)} points (our choice)`,
    'passage numbers, numbers and days of doses, ratios and all words must be equal',
  ]
}
