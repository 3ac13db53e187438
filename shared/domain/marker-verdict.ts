import { blankWords, valueOf } from '../records/blank.ts'
import type { RecordOf } from '../records/record-kinds.ts'
import { wilsonProportion } from '../statistics/proportions.ts'
import { intervalAt, type Estimate } from './estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from './group-estimate.ts'
import type { MarkerResult, MarkerVerdict } from './phenotype-results.ts'
import { isSimulated } from './simulated.ts'

type Panel = RecordOf<'marker-panel'>
type PanelMarker = Panel['markers'][string]
type Test = RecordOf<'phenotype-test'>
type Measured = Test['markers'][string]

const how = 'percent positive of the events in the parent gate'

/**
 * One marker of a panel: percent positive with Wilson interval, the point criterion, and the verdict.
 * PASS and FAIL need the whole interval on one side of the criterion (at least and at most include the limit itself); an interval
 * across it, or no interval, is UNCERTAIN; no measurement is NOT MEASURED. The interval is counting error only.
 */
export function markerResult(test: Test, key: string, wanted: PanelMarker, measured: Measured | undefined): MarkerResult {
  const positive = percentPositive(test, key, measured)
  const criterion = wanted.criterion
  const met = criterion === undefined || positive.value === null ? null : criterion.direction === 'at-least' ? positive.value >= criterion.percent : positive.value <= criterion.percent
  return {
    marker: wanted.marker,
    criterion: criterion === undefined ? null : `${criterion.direction === 'at-least' ? '≥' : '≤'} ${String(criterion.percent)} %`,
    alternativeGroup: wanted.alternativeGroup ?? null,
    positive,
    pointCriterionMet: met,
    verdict: verdictOf(positive, criterion),
    gate: gateWords(measured),
    notes: [...positive.warnings, ...notesOf(test, wanted, measured, met)],
  }
}

function percentPositive(test: Test, key: string, measured: Measured | undefined): Estimate {
  const events = valueOf(measured?.events)
  const context: GroupContext = { unit: '%', n: events ?? 0, nOf: 'events', simulated: isSimulated(test), sources: [{ kind: test.kind, id: test.id, name: key, pointer: `/markers/${key}` }], assumptions: [{ assumption: 'events are independent draws', outcome: 'not checked', detail: 'the interval is counting error only' }] }
  if (measured === undefined) return notAssessed('not measured', how, context)
  if (measured.excluded !== undefined) return notAssessed(`excluded: ${measured.excluded.reason}`, how, context)
  const shown = valueOf(measured.positivePercent)
  const counted = valueOf(measured.positiveEvents)
  if (shown !== undefined && (shown < 0 || shown > 100)) return notAssessed(`${String(shown)} % positive is impossible`, how, context)
  if (events !== undefined && events > 0 && counted !== undefined) {
    if (counted < 0 || counted > events) return notAssessed('more positive events than events', how, context)
    const computed = (100 * counted) / events
    const warnings = shown !== undefined && Math.abs(shown - computed) > 0.1 ? [`${String(shown)} % was displayed, the events give ${computed.toFixed(1)} %`] : []
    return fromStatistic(wilsonProportion({ events: counted, total: events }, [0.95, 0.9]), how, { ...context, warnings }, 100)
  }
  if (shown === undefined) return notAssessed(blankWords(measured.positivePercent) ?? 'not recorded', how, context)
  if (events === undefined || events <= 0) return withoutInterval(shown, 'number of events not recorded', how, context)
  // Only the percentage was kept: the count it came from is a whole number again.
  return fromStatistic(wilsonProportion({ events: Math.round((shown / 100) * events), total: events }, [0.95, 0.9]), `${how} (positive events from the percentage)`, context, 100)
}

function verdictOf(positive: Estimate, criterion: PanelMarker['criterion']): MarkerVerdict {
  if (positive.value === null) return 'NOT MEASURED'
  const interval = intervalAt(positive, 0.95)
  if (criterion === undefined || interval === undefined || interval.lower === null || interval.upper === null) return 'UNCERTAIN'
  const { percent } = criterion
  if (criterion.direction === 'at-least') return interval.lower >= percent ? 'PASS' : interval.upper < percent ? 'FAIL' : 'UNCERTAIN'
  return interval.upper <= percent ? 'PASS' : interval.lower > percent ? 'FAIL' : 'UNCERTAIN'
}

function gateWords(measured: Measured | undefined): string {
  const rule = valueOf(measured?.gateRule)
  const inside = valueOf(measured?.controlPositivePercent)
  if (measured === undefined) return ''
  return `gate by ${rule ?? 'a rule not recorded'}${inside === undefined ? '' : `, ${String(inside)} % of the control inside`}`
}

function notesOf(test: Test, wanted: PanelMarker, measured: Measured | undefined, met: boolean | null): readonly string[] {
  const notes: string[] = []
  const inside = valueOf(measured?.controlPositivePercent)
  const atMost = wanted.criterion?.direction === 'at-most' ? wanted.criterion.percent : undefined
  if (atMost !== undefined && inside !== undefined && inside >= atMost) notes.push(`gate holds ${String(inside)} % of the control: "at most ${String(atMost)} %" is circular`)
  const primed = valueOf(test.primedWith)
  const excuse = valueOf(wanted.mayBePositiveAfter)
  if (met === false && excuse !== undefined && primed?.includes(excuse) === true) notes.push(`may be positive after ${excuse}; measured on cells primed with ${primed}`)
  if (met !== null) notes.push(`point criterion ${met ? 'met' : 'not met'}`)
  return notes
}
