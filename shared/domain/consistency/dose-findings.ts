import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import { formatCells, formatSignificant } from '../../util/format-number.ts'
import { dueDay, sameDay } from '../arthritis/dose-plan.ts'
import { passagesOf } from '../arthritis/dose-amounts.ts'
import { doseResults } from '../arthritis/doses.ts'
import { administrationsOf, dayGiven } from '../arthritis/study-days.ts'
import type { Finding } from '../estimate.ts'
import { settingUsed } from '../settings-used.ts'
import { isSimulated } from '../simulated.ts'
import { finding } from './make-finding.ts'

type Experiment = RecordOf<'experiment'>
type Administration = RecordOf<'administration'>
type Preparation = RecordOf<'preparation'>

/** More points of viability after the injections than before: beyond counting error, one of the two is wrong. Ours. */
const viabilityRisePoints = 5

/** Findings about what was given against what was planned, and about preparations: amounts, days, passages, vehicles, times, viability. */
export function doseFindings(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const given = administrationsOf(notebook, experiment.id)
  const preparations = notebook.all('preparation').filter((p) => p.experimentId === experiment.id)
  return [...againstPlan(notebook, experiment), ...preparations.flatMap((p) => preparationFindings(notebook, p, given.filter((a) => valueOf(a.preparationId) === p.id)))]
}

/** Only while the allocation is open: what is planned for an animal is not known before. */
function againstPlan(notebook: Notebook, experiment: Experiment): readonly Finding[] {
  const allocation = notebook.all('allocation').find((a) => a.experimentId === experiment.id)
  if (allocation?.content.state !== 'open') return []
  const { assignments } = allocation.content
  const arms = Object.entries(experiment.arms).map(([key, arm]) => ({ key, label: arm.label, animalKeys: Object.keys(experiment.animals).filter((a) => assignments[a]?.armKey === key) }))
  const doses = doseResults(notebook, experiment, arms, isSimulated(experiment))
  const amounts = doses.animals.flatMap((d): readonly Finding[] => {
    const first = notebook.get('administration', d.actual.sources.find((s) => s.kind === 'administration')?.id)
    const percent = d.deviation.value
    const arm = experiment.arms[d.armKey]
    if (d.status === 'missed') return [finding(experiment, 'warning', 'dose-missing', `/animals/${d.animalKey}`, `dose ${String(d.dose)} of animal ${d.animal} was due, but no injection is on record`, 'record it, or say with the animal why it was not given')]
    if (first === undefined) return []
    return [
      ...(percent !== null && Math.abs(percent) > doses.limitPercent + 1e-9 && d.status === 'given' ? [finding(first, 'warning', 'dose-off-nominal', '/volumeUl', `animal ${d.animal} got ${formatCells(d.actual.value ?? 0)} live cells, ${formatSignificant(percent)} % off the ${formatCells(d.nominal.value ?? 0)} planned (limit ${String(doses.limitPercent)} %)`, 'check the volume and the count; results use what was given')] : []),
      ...(!d.isPlanned && Object.keys(arm?.doses ?? {}).length > 0 ? [finding(first, 'warning', 'dose-outside-plan', '/day', `an injection of animal ${d.animal} fits no planned dose of arm "${arm?.label ?? ''}"`, 'name the dose it carries out, correct the day, or record the deviation')] : []),
    ]
  })
  return [...amounts, ...administrationsOf(notebook, experiment.id).flatMap((a) => ofDose(notebook, experiment, a, assignments[a.animalKey]?.armKey))]
}

/** One injection against the dose that it names. */
function ofDose(notebook: Notebook, experiment: Experiment, given: Administration, armKey: string | undefined): readonly Finding[] {
  const dose = armKey === undefined || given.doseKey === undefined ? undefined : experiment.arms[armKey]?.doses[given.doseKey]
  if (dose === undefined) return []
  const who = `animal ${experiment.animals[given.animalKey]?.earTag ?? given.animalKey}`
  const preparation = notebook.get('preparation', valueOf(given.preparationId))
  const [due, day] = [dueDay(dose, experiment, given.animalKey), dayGiven(given, experiment)]
  const planned = notebook.get('passage', dose.passageId)?.code
  const passages = preparation === undefined ? [] : passagesOf({ notebook, experiment, sessions: [], simulated: false }, preparation)
  const [vehicle, plannedVehicle] = [valueOf(preparation?.vehicle), valueOf(dose.vehicle)]
  const plansCells = valueOf(dose.plannedCells) !== undefined || valueOf(dose.cellsPerKg) !== undefined
  return [
    ...(due !== undefined && day !== undefined && !sameDay(due, day) ? [finding(given, 'warning', 'dose-not-on-planned-day', '/day', `${who} got on day ${String(day)} the dose planned for day ${String(due)}`, 'correct the day or the dose, or record the deviation')] : []),
    ...(planned !== undefined && passages.length > 0 && !passages.includes(planned) ? [finding(given, 'warning', 'passage-not-as-planned', '/preparationId', `${who} got cells of ${passages.join(', ')}; planned are those of ${planned}`, 'correct the preparation or the plan, or record the deviation')] : []),
    ...(vehicle !== undefined && plannedVehicle !== undefined && vehicle !== plannedVehicle ? [finding(given, 'warning', 'vehicle-not-as-planned', '/preparationId', `${who} got its cells in ${vehicle}; planned is ${plannedVehicle}`, 'correct the vehicle, or record the deviation: a vehicle can act by itself')] : []),
    ...(plansCells && preparation === undefined && valueOf(given.quality) !== 'failed' ? [finding(given, 'warning', 'preparation-not-named', '/preparationId', `${who} should have got cells, but the injection names no preparation`, 'name the preparation: without it neither the cells nor their custody are known')] : []),
  ]
}

function preparationFindings(notebook: Notebook, p: Preparation, given: readonly Administration[]): readonly Finding[] {
  const [started, ready] = [valueOf(p.startedAt), valueOf(p.readyAt)]
  const [before, after] = [valueOf(p.viabilityPercent), valueOf(p.viabilityAfterInjectionPercent)]
  const [made, perMl] = [valueOf(p.totalLiveCells), valueOf(p.liveCellsPerMl)]
  const limit = settingUsed(notebook, 'drawLimitPercent').value
  const injected = perMl === undefined ? 0 : given.reduce((sum, a) => sum + (valueOf(a.quality) === 'failed' ? 0 : Math.max(0, ((valueOf(a.volumeUl) ?? 0) * perMl) / 1000)), 0)
  const late = Object.keys(p.vials ?? {}).flatMap((id) => {
    const vial = notebook.get('vial', id)
    const thawed = valueOf(vial?.thaw?.at)
    return vial !== undefined && thawed !== undefined && ready !== undefined && comparePartialDates(ready, thawed) === -1 ? [`${vial.code} (${thawed})`] : []
  })
  const clumped = valueOf(p.aggregates) === 'many' ? given.filter((a) => valueOf(a.route) === 'intravenous').length : 0
  return [
    ...(started !== undefined && ready !== undefined && comparePartialDates(ready, started) === -1 ? [finding(p, 'error', 'ready-before-started', '/readyAt', `ready ${ready}, before it was started (${started})`, 'correct one of the two times')] : []),
    ...(late.length === 0 ? [] : [finding(p, 'error', 'ready-before-thawed', '/readyAt', `ready ${ready ?? ''}, before its vials were thawed: ${late.join(', ')}`, 'correct the time or the vial')]),
    ...(before !== undefined && after !== undefined && after > before + viabilityRisePoints ? [finding(p, 'warning', 'viability-rises', '/viabilityAfterInjectionPercent', `viability ${String(after)} % after the injections, ${String(before)} % before`, 'check both counts: the needle revives no cells')] : []),
    ...(made !== undefined && made >= 0 && injected * 100 > made * limit ? [finding(p, 'error', 'given-above-prepared', '/totalLiveCells', `${formatCells(injected)} live cells were injected of ${formatCells(made)} prepared (limit ${String(limit)} %)`, 'check the count, the concentration and the volumes')] : []),
    ...(clumped === 0 ? [] : [finding(p, 'warning', 'aggregates-given-intravenously', '/aggregates', `many aggregates were seen, and ${String(clumped)} intravenous injections were given of it`, 'look for deaths and signs of emboli; say how the suspension was filtered')]),
  ]
}
