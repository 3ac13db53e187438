import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { comparePartialDates } from '../../util/partial-date.ts'
import type { Finding } from '../estimate.ts'
import { finding } from './make-finding.ts'

type QualityTest = RecordOf<'quality-test'>

/** Displays round to one decimal; beyond this many points percent and events contradict each other. */
const tolerancePoints = 0.5

/** Findings about phenotype and quality tests: events against percentages, results against their limit, releases against failed tests. */
export function testFindings(notebook: Notebook): readonly Finding[] {
  const qualityTests = notebook.all('quality-test')
  return [...notebook.all('phenotype-test').flatMap(markerFindings), ...qualityTests.flatMap((t) => [...failedButReleased(notebook, t, qualityTests), ...resultAgainstLimit(t)])]
}

function markerFindings(test: RecordOf<'phenotype-test'>): readonly Finding[] {
  return Object.entries(test.markers).flatMap(([key, m]): readonly Finding[] => {
    const positive = valueOf(m.positiveEvents)
    const events = valueOf(m.events)
    const shown = valueOf(m.positivePercent)
    if (m.excluded !== undefined || positive === undefined || events === undefined || positive < 0 || events < 0) return []
    if (positive > events) return [finding(test, 'error', 'more-positive-than-events', `/markers/${key}/positiveEvents`, `${m.marker}: ${String(positive)} positive of ${String(events)} events`, 'compare with the cytometer file')]
    const recomputed = (100 * positive) / events
    if (events === 0 || shown === undefined || Math.abs(recomputed - shown) <= tolerancePoints) return []
    return [finding(test, 'warning', 'percent-not-recomputable', `/markers/${key}/positivePercent`, `${m.marker}: ${String(shown)} % shown, the events give ${recomputed.toFixed(1)} %`, 'check whether the percentage refers to another gate')]
  })
}

function bankOf(notebook: Notebook, { subject }: QualityTest): RecordOf<'bank'> | undefined {
  return notebook.get('bank', subject.type === 'bank' ? subject.bankId : subject.type === 'vial' ? notebook.get('vial', subject.vialId)?.bankId : undefined)
}

/** A failed test of a released bank or its vials, unless a later one of the same kind passed. */
function failedButReleased(notebook: Notebook, test: QualityTest, all: readonly QualityTest[]): readonly Finding[] {
  const bank = valueOf(test.result) === 'fail' ? bankOf(notebook, test) : undefined
  if (bank?.release?.status !== 'released') return []
  const repeated = all.some((t) => t.test === test.test && valueOf(t.result) === 'pass' && bankOf(notebook, t)?.id === bank.id && comparePartialDates(t.performedAt ?? '', test.performedAt ?? '') === 1)
  return repeated ? [] : [finding(bank, 'error', 'released-despite-failure', '/release', `released, but its ${test.test} test${test.performedAt === undefined ? '' : ` of ${test.performedAt}`} failed`, 'withdraw the release, or correct the result')]
}

function resultAgainstLimit(test: QualityTest): readonly Finding[] {
  const value = valueOf(test.value)
  const limit = valueOf(test.limit)
  if (test.test !== 'endotoxin' || value === undefined || limit === undefined || value <= limit || valueOf(test.result) !== 'pass') return []
  return [finding(test, 'error', 'result-against-limit', '/result', `endotoxin ${String(value)} is above the limit ${String(limit)}, but the result is "pass"`, 'correct the value, the limit or the result')]
}
