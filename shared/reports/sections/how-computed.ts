import type { Assumption, Estimate, TestResult } from '../../domain/estimate.ts'
import type { SettingUsed } from '../../domain/settings-used.ts'
import type { Content } from '../../util/document-definition.ts'
import { formatRecorded } from '../../util/format-number.ts'
import { bullets, paragraph, sectionTitle, smallPrint, subTitle, table } from '../layout/blocks.ts'

/** How each number was computed: every method and assumption used in this report, and the limits that decided something. */
export function howComputed({ results, appVersion }: { readonly results: { readonly settings: readonly SettingUsed[] }; readonly appVersion: string }): Content[] {
  const estimates: Estimate[] = []
  const tests: TestResult[] = []
  collect(results, estimates, tests)
  const methods = unique([...estimates.map((e) => e.method), ...tests.map((t) => t.method)].map(withoutFigures))
  const intervals = unique(estimates.flatMap((e) => e.intervals.map((i) => withoutFigures(i.method))))
  const assumptions = countedAssumptions(estimates.flatMap((e) => e.assumptions))
  return [
    sectionTitle('How each number was computed'),
    paragraph(`Computed by Stromabook ${appVersion} from the records embedded in this PDF; "stromabook results" on this file recomputes every number with its interval, n, method and warnings.`),
    subTitle('Limits and margins used'),
    table([{ header: 'Setting', width: 300 }, { header: 'Value', width: 90, alignment: 'right' }, { header: 'Set by', width: '*' }], results.settings.map((s) => [s.label, `${formatRecorded(s.value)}${s.unit === '' ? '' : ` ${s.unit}`}`, s.isDefault ? 'default of the program' : 'the lab'])),
    subTitle('Methods'),
    bullets(methods),
    subTitle('Intervals'),
    intervals.length === 0 ? paragraph('No result of this report has an interval.') : bullets(intervals),
    ...(assumptions.length === 0 ? [] : [subTitle('Assumptions'), bullets(assumptions)]),
    smallPrint('Units of inference: runs in vitro; animals, or cages where whole cages were allocated, in vivo. Wells of a plate are technical replicates.'),
  ]
}

/** The method without the figures of the single case, which "stromabook results" prints with each estimate. */
function withoutFigures(method: string): string {
  return method.replace(/\b(df|g|seed|reached level|level|limit F\(\d+,|n =) ?[−-]?\d[\d.]*(?: %)?/g, (match, word: string) => (word === 'seed' ? match : `${word} …`))
}

/** Each assumption once per outcome, with how often; the detail is printed where it is the same every time. */
function countedAssumptions(all: readonly Assumption[]): readonly string[] {
  const groups = new Map<string, { readonly a: Assumption; count: number; details: Set<string> }>()
  for (const a of all) {
    const key = `${withoutFigures(a.assumption)} ${a.outcome}`
    const group = groups.get(key) ?? { a, count: 0, details: new Set<string>() }
    group.count++
    group.details.add(a.detail)
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(({ a, count, details }) => `${withoutFigures(a.assumption)}: ${a.outcome}${count === 1 ? '' : ` (${String(count)} times)`}${details.size === 1 && a.detail !== '' ? ` (${a.detail})` : ''}`)
    .sort((x, y) => (x < y ? -1 : 1))
}

function unique(items: readonly string[]): readonly string[] {
  return [...new Set(items.filter((t) => t !== ''))].sort()
}

/** Walks the results for everything that is an estimate or a test, so that no method can be forgotten here. */
function collect(value: unknown, estimates: Estimate[], tests: TestResult[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, estimates, tests)
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (isEstimate(value)) estimates.push(value)
  else if (isTest(value)) tests.push(value)
  for (const item of Object.values(value)) if (typeof item === 'object') collect(item, estimates, tests)
}

function isEstimate(value: object): value is Estimate {
  return 'intervals' in value && 'method' in value && 'nOf' in value && 'unit' in value
}

function isTest(value: object): value is TestResult {
  return 'adjustedP' in value && 'statisticName' in value
}
