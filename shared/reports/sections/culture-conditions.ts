import { effectiveConditions, type ConditionName, type EffectiveCondition } from '../../domain/culture/effective-conditions.ts'
import { lineageOf } from '../../domain/culture/lineage.ts'
import { ordered } from '../../records/ordered.ts'
import type { Content } from '../../util/document-definition.ts'
import { notRecorded, sectionTitle, smallPrint, table, warning } from '../layout/blocks.ts'
import { printAmount, printField, printReference } from '../layout/print-field.ts'
import { originMark } from '../layout/print-origin.ts'
import type { ReportContext } from '../report-context.ts'

const rows: readonly (readonly [ConditionName, string, string?])[] = [
  ['basalMedium', 'Basal medium'],
  ['basalMediumLotId', 'Medium lot'],
  ['serum', 'Serum or substitute'],
  ['serumPercent', 'Serum', '%'],
  ['serumLotId', 'Serum lot'],
  ['supplements', 'Supplements'],
  ['glucoseMgPerDl', 'Glucose', 'mg/dl'],
  ['antibiotics', 'Antibiotics'],
  ['oxygenPercent', 'Oxygen', '%'],
  ['co2Percent', 'CO₂', '%'],
  ['temperatureC', 'Temperature', '°C'],
  ['coating', 'Coating'],
  ['format', 'Format'],
  ['vessel', 'Vessel'],
  ['targetDensityPerCm2', 'Target density', 'cells/cm²'],
  ['passageAtConfluencePercent', 'Confluence at passage', '%'],
  ['mediumChangeIntervalH', 'Medium change every', 'h'],
  ['detachment', 'Detachment'],
  ['priming', 'Priming'],
]

/** Culture conditions: one row a condition, one column wherever something changes along the passages. */
export function cultureConditions(context: ReportContext): Content[] {
  const { notebook, batch } = context
  const passages = lineageOf(notebook, batch.id)
  const content: Content[] = [sectionTitle('Culture conditions')]
  if (passages.length === 0) return [...content, notRecorded('Passage')]
  const effective = passages.map((p) => ({ passage: p, ...effectiveConditions(notebook, p) }))
  const stated = rows.filter(([name]) => effective.some((e) => e.conditions.has(name)))
  const missing = rows.filter(([name]) => !effective.some((e) => e.conditions.has(name))).map(([, label]) => label)
  if (stated.length > 0) {
    const lines = stated.map(([name, label, unit]) => {
      const spans: { words: string; passages: string[] }[] = []
      for (const e of effective) {
        const words = describe(context, name, e.conditions.get(name), unit ?? '')
        const last = spans.find((s) => s.words === words)
        if (last === undefined) spans.push({ words, passages: [e.passage.code] })
        else last.passages.push(e.passage.code)
      }
      const text = spans.length === 1 ? (spans[0]?.words ?? '') : spans.map((s) => `${s.words} (${s.passages.join(', ')})`).join('; ')
      return [label, text]
    })
    content.push(table([{ header: 'Condition', width: 120 }, { header: 'Value, with the passages it holds for where it changes', width: '*' }], lines))
  }
  if (missing.length > 0) content.push(smallPrint(`Not recorded: ${missing.join(', ')}.`))
  for (const e of effective) for (const c of e.conflicts) content.push(warning(`${e.passage.code}: pooled parents (${c.parents.join(', ')}) differ in ${rows.find(([n]) => n === c.name)?.[1] ?? c.name}; nothing is inherited`))
  return content
}

function describe({ notebook }: ReportContext, name: ConditionName, found: EffectiveCondition | undefined, unit: string): string {
  if (found === undefined) return 'not recorded'
  const mark = originMark(found.from, `/conditions/${name}`)
  const { value } = found
  if (name === 'basalMediumLotId' || name === 'serumLotId') return `${printReference(notebook, typeof value === 'string' ? value : undefined)}${mark}`
  if (name === 'supplements' || name === 'priming') {
    const items = ordered(found.from.conditions?.[name])
    const text = items.map(([, i]) => `${printField(i.agent)} ${printAmount(i.concentration, i.concentrationUnit)}${'hours' in i && typeof i.hours === 'number' ? ` for ${String(i.hours)} h` : ''}`)
    return `${text.join(', ') || 'none'}${mark}`
  }
  return `${typeof value === 'string' || typeof value === 'number' ? printField(value, unit) : printBlank(value)}${mark}`
}

function printBlank(value: unknown): string {
  return typeof value === 'object' && value !== null && 'blank' in value && typeof value.blank === 'string' ? value.blank.replace('-', ' ') : 'not recorded'
}
