import { valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { mean } from '../../statistics/descriptive.ts'
import { mannWhitney } from '../../statistics/two-groups/mann-whitney.ts'
import { holm } from '../../statistics/many-groups/multiple-testing.ts'
import { permutationTest, type PermutationScheme, type PermutationUnit } from '../../statistics/permutation.ts'
import { roundForRanking } from '../../statistics/ranks.ts'
import { isSeed } from '../../statistics/seeded-random.ts'
import { welchT } from '../../statistics/two-groups/welch-t.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import type { TestResult } from '../estimate.ts'

/** Value of one animal in a comparison of arms. */
export type ArmValue = { readonly animalKey: string; readonly cageKey: string | undefined; readonly value: number }

/** How animals were allocated and what was declared: what decides the unit and the test. */
export type TestDesign = {
  readonly scheme: PermutationScheme
  readonly declaredTest: 'permutation-mann-whitney' | 'welch-t' | 'other' | undefined
  readonly seed: number
  readonly draws: number
  /** About the unit of inference: they concern intervals and tests alike. */
  readonly unitWarnings: readonly string[]
  readonly testWarnings: readonly string[]
}

/** Test design of an experiment: permutations follow the cage scheme; the declared test is the one that runs. */
export function testDesign(experiment: RecordOf<'experiment'>, settings: { readonly seed: number; readonly draws: number }): TestDesign {
  const cages = valueOf(experiment.cageScheme)
  const declaredTest = valueOf(experiment.declaredTest)
  const scheme = cages === 'whole cages' ? 'whole-clusters' : cages === 'randomised within cage' ? 'within-blocks' : 'individual'
  const unitWarnings =
    scheme === 'individual' ? ['How cages were allocated is not recorded: animals are taken as the units. If whole cages were allocated, intervals are too narrow and p values too small.'] : []
  const testWarnings = declaredTest === undefined ? ['No test was declared; the permutation Mann-Whitney test is used.'] : []
  return { scheme, declaredTest, ...settings, unitWarnings, testWarnings }
}

/**
 * Values of the units of inference: animals, or the means of cages where whole cages were allocated (ascending order of cage key).
 * Reason for failure: whole cages were allocated and an animal has no cage.
 */
export function unitValues(values: readonly ArmValue[], scheme: PermutationScheme): Result<readonly number[]> {
  if (scheme !== 'whole-clusters') return ok(values.map((v) => v.value))
  const cages = new Map<string, number[]>()
  for (const { cageKey, animalKey, value } of values) {
    if (cageKey === undefined) return fail(`animal ${animalKey} has no cage, but whole cages were allocated`)
    cages.set(cageKey, [...(cages.get(cageKey) ?? []), value])
  }
  return ok([...cages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, inCage]) => mean(inCage) ?? NaN))
}

/**
 * The declared test of treated against vehicle animals, two-sided, not yet adjusted. Permutation Mann-Whitney: exact by the shift
 * algorithm where possible, else Monte-Carlo with the stored seed; labels are exchanged among animals, within cages, or as whole cages.
 * Welch's t runs on the units of inference. A declared test that is not available here gives no p, with the reason.
 */
export function armTest(treated: readonly ArmValue[], vehicle: readonly ArmValue[], design: TestDesign, simulated: boolean): TestResult {
  const isCages = design.scheme === 'whole-clusters'
  const count = (values: readonly ArmValue[]): number => (isCages ? new Set(values.map((v) => v.cageKey)).size : values.length)
  const notes = [...design.unitWarnings, ...design.testWarnings]
  const base = { adjustedP: null, adjustment: 'none', n: count(treated) + count(vehicle), nOf: isCages ? 'cages' : 'animals', simulated } as const
  const none = (test: string, reason: string): TestResult => ({ ...base, test, p: null, statistic: null, statisticName: '', smallestP: null, method: 'no p value', warnings: [...notes, reason] })
  if (design.declaredTest === 'other') return none('test declared as "other"', 'The declared test is none that is computed here: no p value.')
  if (design.declaredTest === 'welch-t') return welch(treated, vehicle, design, base, none)
  const test = 'Mann-Whitney test (permutation)'
  if (!isSeed(design.seed) || !Number.isInteger(design.draws) || design.draws < 1) return none(test, 'The seed or number of permutations set by the lab is impossible.')
  const options = { seed: design.seed, draws: design.draws }
  const rounded = (values: readonly ArmValue[]): readonly number[] => values.map((v) => roundForRanking(v.value))
  if (design.scheme === 'individual') {
    const result = mannWhitney(rounded(treated), rounded(vehicle), options)
    if (!result.ok) return none(test, sentence(result.error))
    const { p, u, permutation, method, warnings } = result.value
    return { ...base, test, p, statistic: u, statisticName: 'U of the treated arm', smallestP: permutation.smallestP, method, warnings: [...notes, ...warnings] }
  }
  const unit = (arm: 'a' | 'b') => (v: ArmValue): PermutationUnit => ({ value: roundForRanking(v.value), arm, cage: v.cageKey })
  const result = permutationTest([...treated.map(unit('a')), ...vehicle.map(unit('b'))], design.scheme, options)
  if (!result.ok) return none(test, sentence(result.error))
  const { p, statistic, smallestP, method, warnings } = result.value
  return { ...base, test, p, statistic, statisticName: 'centred midrank sum of the treated arm', smallestP, method, warnings: [...notes, ...warnings] }
}

/**
 * Holm's adjustment over the contrasts with one vehicle arm. A test that gave no p stays without one, but counts in the family as if
 * its p were 1, so that leaving it undone cannot make the others smaller.
 */
export function adjustTests(tests: readonly TestResult[]): readonly TestResult[] {
  const adjusted = holm(tests.map((t) => t.p ?? 1))
  const adjustment = tests.length === 1 ? 'none needed: one contrast with vehicle' : `Holm over ${tests.length} contrasts with vehicle`
  return tests.map((t, i) => ({ ...t, adjustment, adjustedP: t.p === null ? null : (adjusted[i] ?? null) }))
}

type Base = Pick<TestResult, 'adjustedP' | 'adjustment' | 'n' | 'nOf' | 'simulated'>

function welch(treated: readonly ArmValue[], vehicle: readonly ArmValue[], design: TestDesign, base: Base, none: (test: string, reason: string) => TestResult): TestResult {
  const name = "Welch's t test"
  const t = unitValues(treated, design.scheme)
  const v = unitValues(vehicle, design.scheme)
  if (!t.ok) return none(name, sentence(t.error))
  if (!v.ok) return none(name, sentence(v.error))
  const result = welchT(t.value, v.value)
  if (!result.ok) return none(name, sentence(result.error))
  const blocks = design.scheme === 'within-blocks' ? ["Animals were randomised within cages; Welch's t test does not use the cages."] : []
  return { ...base, test: name, p: result.value.p, statistic: result.value.t, statisticName: 't', smallestP: null, method: result.value.method, warnings: [...design.unitWarnings, ...blocks] }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
