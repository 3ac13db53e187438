import { blankWords, valueOf } from '../../records/blank.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { wilsonProportion } from '../../statistics/proportions.ts'
import { intervalAt, type Estimate } from '../estimate.ts'
import { fromStatistic, notAssessed, withoutInterval, type GroupContext } from '../group-estimate.ts'
import type { MarkerResult, MarkerVerdict } from './phenotype-results.ts'
import { plainName } from '../plain-name.ts'
import { isSimulated } from '../simulated.ts'

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
export function markerResult(test: Test, key: string, wanted: PanelMarker, measured: Measured | undefined, panel?: Panel): MarkerResult {
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
    notes: [...positive.warnings, ...notesOf(test, wanted, measured, met, panel)],
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
  if (events !== undefined && events < 0) return notAssessed(`${String(events)} events are impossible`, how, context)
  if (counted !== undefined && events !== undefined && (counted < 0 || counted > events)) return notAssessed('more positive events than events, or fewer than none', how, context)
  if (counted !== undefined && events !== undefined && events > 0) {
    const computed = (100 * counted) / events
    const warnings = shown !== undefined && Math.abs(shown - computed) > 0.1 ? [`${String(shown)} % was displayed, the events give ${computed.toFixed(1)} %`] : []
    return fromStatistic(wilsonProportion({ events: counted, total: events }, [0.95, 0.9]), how, { ...context, warnings }, 100)
  }
  if (shown === undefined) return notAssessed(events === 0 ? 'no events in the parent gate' : (blankWords(measured.positivePercent) ?? 'not recorded'), how, context)
  if (events === undefined || events === 0) return withoutInterval(shown, events === 0 ? 'a percentage of no events' : 'number of events not recorded', how, context)
  return fromPercentage(shown, events, context)
}

/** Displays round percentages to about this many points. */
const displayPoints = 0.1

/** Only the percentage was kept: it stays the value, and the interval is that of the nearest whole number of positive events. */
function fromPercentage(shown: number, events: number, context: GroupContext): Estimate {
  const counted = Math.round((shown / 100) * events)
  const nearest = (100 * counted) / events
  const warnings = Math.abs(nearest - shown) > displayPoints ? [`${String(shown)} % of ${String(events)} events is no whole number of events: the percentage may be of another gate`] : []
  const estimate = fromStatistic(wilsonProportion({ events: counted, total: events }, [0.95, 0.9]), `${how} (positive events from the percentage)`, { ...context, warnings }, 100)
  return estimate.value === null ? estimate : { ...estimate, value: shown }
}

/** Verdict of a percentage against a criterion; see {@link markerResult}. */
export function verdictOf(positive: Estimate, criterion: PanelMarker['criterion']): MarkerVerdict {
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

function notesOf(test: Test, wanted: PanelMarker, measured: Measured | undefined, met: boolean | null, panel: Panel | undefined): readonly string[] {
  const notes: string[] = []
  const recorded = valueOf(measured?.controlPositivePercent)
  const inside = recorded ?? (measured === undefined ? undefined : valueOf(panel?.gateTailPercent))
  const atMost = wanted.criterion?.direction === 'at-most' ? wanted.criterion.percent : undefined
  if (atMost !== undefined && inside !== undefined && inside >= atMost) notes.push(`gate holds ${String(inside)} % of the control${recorded === undefined ? ' (as the panel says)' : ''}: "at most ${String(atMost)} %" is circular`)
  const events = valueOf(measured?.events)
  const enough = valueOf(panel?.minimumEvents)
  if (events !== undefined && enough !== undefined && events < enough) notes.push(`${String(events)} events, the panel asks for ${String(enough)}`)
  const primed = valueOf(test.primedWith)
  const excuse = valueOf(wanted.mayBePositiveAfter)
  if (met === false && primed !== undefined && excuse !== undefined && plainName(primed).includes(plainName(excuse))) notes.push(`may be positive after ${excuse}; measured on cells primed with ${primed}`)
  if (met !== null) notes.push(`point criterion ${met ? 'met' : 'not met'}`)
  return notes
}
