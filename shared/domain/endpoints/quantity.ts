import { unitValues } from '../arthritis/arm-test.ts'
import type { Estimate, ResultSource } from '../estimate.ts'
import { notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { Result } from '../../util/result.ts'
import { hasBound, type BoundedValue } from './bounded-value.ts'
import { contrastsOf, type Comparison, type Measured } from './contrasts.ts'
import type { AnimalEndpoint, EndpointArm, EndpointQuantity } from './endpoints-results.ts'
import { geometricMeanOfGroup, meanOfGroup, medianOfGroup } from './location.ts'
import type { Study, StudyAnimal, StudyArm } from './study-arms.ts'

/** What is known of one animal: its value or why it has none, and the samples behind it in words. */
export type AnimalValue = { readonly animalKey: string; readonly value: Result<BoundedValue>; readonly samples: readonly string[]; readonly warnings?: readonly string[] }

export type QuantityDraft = Pick<EndpointQuantity, 'key' | 'type' | 'endpoint' | 'part' | 'unit' | 'day' | 'scaleName' | 'observer' | 'definition' | 'simulated'> & {
  readonly comparison: Comparison
  readonly values: readonly AnimalValue[]
  readonly sources: readonly ResultSource[]
  readonly warnings: readonly string[]
}

/** One quantity over all arms: animals, arm summaries and contrasts with vehicle. Animals that were not measured at all are not listed. */
export function quantityOf(study: Study, draft: QuantityDraft): EndpointQuantity {
  const { comparison, values, sources, warnings, ...head } = draft
  const known = new Map(values.map((v) => [v.animalKey, v]))
  const present = study.animals.filter((a) => known.has(a.key))
  const measured = present.flatMap((a): Measured[] => {
    const value = known.get(a.key)?.value
    return a.excludedBecause === undefined && value?.ok === true ? [{ ...value.value, animalKey: a.key, armKey: a.armKey, cageKey: a.cageKey }] : []
  })
  const unallocated = values.filter((v) => !study.animals.some((a) => a.key === v.animalKey)).map((v) => study.experiment.animals[v.animalKey]?.earTag ?? v.animalKey)
  return {
    ...head,
    unitOfInference: study.unit,
    animals: present.map((a) => animalOf(a, known.get(a.key), draft)),
    arms: study.arms.map((arm) => armOf(study, arm, present, known, measured, draft)),
    contrasts: contrastsOf(study, measured, { unit: head.unit, comparison, simulated: head.simulated, sources }),
    warnings: [
      ...warnings,
      ...study.design.unitWarnings,
      ...(study.arms.some((a) => a.role === 'vehicle') ? [] : ['The experiment has no vehicle arm: no arm can be compared.']),
      ...(unallocated.length === 0 ? [] : [`Measured, but not allocated to an arm, and in no result: ${unallocated.toSorted().join(', ')}.`]),
    ],
  }
}

function animalOf(animal: StudyAnimal, known: AnimalValue | undefined, draft: QuantityDraft): AnimalEndpoint {
  const context: GroupContext = { unit: draft.unit, n: 1, nOf: 'animals', simulated: draft.simulated, sources: draft.sources, warnings: known?.warnings ?? [] }
  const value = known?.value
  const estimate: Estimate =
    value === undefined || !value.ok ? notAssessed(value === undefined ? 'not measured' : value.error, draft.definition, context)
    : { ...withoutInterval(value.value.value, 'one animal: its value has no sampling interval', draft.definition, context), ...(value.value.bound === undefined ? {} : { bound: value.value.bound }) }
  return { animalKey: animal.key, earTag: animal.earTag, armKey: animal.armKey, cage: animal.cage, value: estimate, samples: known?.samples ?? [], ...(animal.excludedBecause === undefined ? {} : { excludedBecause: animal.excludedBecause }) }
}

function armOf(study: Study, arm: StudyArm, present: readonly StudyAnimal[], known: ReadonlyMap<string, AnimalValue>, measured: readonly Measured[], draft: QuantityDraft): EndpointArm {
  const own = present.filter((a) => a.armKey === arm.key)
  const values = measured.filter((m) => m.armKey === arm.key)
  const units = unitsOf(study, values)
  const context: GroupContext = { unit: draft.unit, n: units.ok ? units.value.length : 0, nOf: study.unit, simulated: draft.simulated, sources: draft.sources, warnings: study.design.unitWarnings }
  const over = (compute: (v: readonly BoundedValue[], c: GroupContext) => Estimate, method: string): Estimate => (units.ok ? compute(units.value, context) : notAssessed(units.error, method, context))
  return {
    armKey: arm.key, label: arm.label, role: arm.role,
    measured: own.length,
    analysed: values.length,
    excluded: own.flatMap((a) => (a.excludedBecause === undefined ? [] : [{ animal: a.earTag, reason: a.excludedBecause }])),
    missing: own.flatMap((a) => {
      const value = known.get(a.key)?.value
      return a.excludedBecause !== undefined || value === undefined || value.ok ? [] : [{ animal: a.earTag, reason: value.error }]
    }),
    mean: over(meanOfGroup, 'arithmetic mean'),
    geometricMean: draft.comparison === 'log' ? over(geometricMeanOfGroup, 'geometric mean') : null,
    median: over(medianOfGroup, 'median'),
  }
}

/** Values of the units of inference; cages with a limit among their animals have no value. */
function unitsOf(study: Study, values: readonly Measured[]): Result<readonly BoundedValue[]> {
  if (study.unit === 'animals') return { ok: true, value: values }
  if (hasBound(values)) return { ok: false, error: 'whole cages were allocated, and cages with values outside the limits of quantification have no mean' }
  const means = unitValues(values, study.design.scheme)
  return means.ok ? { ok: true, value: means.value.map((value) => ({ value })) } : means
}
