import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { Arm } from './arm-effect.ts'
import { vehicleTake, type NoIncidence } from './incidence.ts'
import { settingUsed } from '../settings-used.ts'
import { administrationsOf } from './study-days.ts'

type Experiment = RecordOf<'experiment'>

/** Model for which the lab's limit of vehicle incidence holds where the experiment states none. */
const modelWithLimit = 'collagen-induced arthritis'

export type Validity = { readonly invalid: readonly string[]; readonly warnings: readonly string[] }

/**
 * Whether the disease took in a vehicle arm: incidence at least the experiment's own limit, else, for collagen-induced arthritis, the
 * lab's (default 70 %). Other models have no limit unless the experiment states one. A limit that cannot be checked gives a warning.
 */
export function vehicleValidity(notebook: Notebook, experiment: Experiment, vehicle: Arm, noIncidence: NoIncidence): Validity {
  const own = valueOf(experiment.incidenceLimitPercent)
  const limit = own ?? (valueOf(experiment.model) === modelWithLimit ? settingUsed(notebook, 'vehicleIncidencePercent').value : undefined)
  if (limit === undefined || valueOf(experiment.timing) === 'onset-relative') return { invalid: [], warnings: [] }
  if (noIncidence !== undefined) return { invalid: [], warnings: [`The incidence in ${vehicle.label} could not be held against the limit of ${limit} %: ${noIncidence}.`] }
  const take = vehicleTake(vehicle.animals, limit)
  if (!take.ok) return { invalid: [], warnings: [`The incidence in ${vehicle.label} could not be held against the limit of ${limit} %: ${take.error}.`] }
  return take.value.reached ? { invalid: [], warnings: [] } : { invalid: [`vehicle incidence below the planned limit: ${take.value.words}`], warnings: [] }
}

/** Preparations that an arm got although they were not released. */
export function rejectedPreparations(notebook: Notebook, experiment: Experiment, arm: Arm | undefined): readonly string[] {
  const keys = new Set(arm?.animals.map((a) => a.summary.animalKey))
  const used = administrationsOf(notebook, experiment.id).filter((a) => keys.has(a.animalKey)).map((a) => valueOf(a.preparationId))
  return [...new Set(used)].flatMap((id) => {
    const preparation = notebook.get('preparation', id)
    return preparation !== undefined && valueOf(preparation.releaseDecision) === 'no' ? [`the release of the dose failed: preparation ${preparation.code} was not released`] : []
  })
}
