import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { totalScore } from '../../../shared/domain/arthritis/total-score.ts'
import type { Experiment } from '../../../shared/records/experiment.ts'
import { ordered } from '../../../shared/records/ordered.ts'
import { parseRecord } from '../../../shared/records/parse-record.ts'
import type { ScoreScale } from '../../../shared/records/score-scale.ts'
import type { FormValue } from '../forms/form-value.ts'
import { itemCell, withItemCell } from '../sheet/item-cells.ts'
import type { SheetChange } from '../sheet/paste-changes.ts'
import { Sheet } from '../sheet/sheet.tsx'
import type { SheetRecord } from '../sheet/use-record-sheet.ts'
import { scoreColumns } from './score-columns.ts'

type Props = { readonly session: SheetRecord; readonly experiment: Experiment; readonly scale: ScoreScale; readonly onChange: (session: FormValue) => void }

const total = { key: 'total', header: 'Total', chars: 6, isRight: true, isComputed: true, why: 'By the combination of the scale; an incomplete set of parts makes no total.' }

/** Scores of one session, one animal a line, cage by cage. What the scale does not allow is stored as it was seen, and said below. */
export function SessionSheet({ session, experiment, scale, onChange }: Props) {
  const typed = useMemo(() => scoreColumns(scale), [scale])
  const columns = useMemo(() => [{ key: 'cage', header: 'Cage', chars: 4, isComputed: true }, ...typed.slice(0, Object.keys(scale.parts).length), total, ...typed.slice(Object.keys(scale.parts).length)], [typed, scale])
  const cages = ordered(experiment.cages).map(([key]) => key)
  const placeOf = (cage: string | undefined): number => (cage === undefined ? cages.length : cages.indexOf(cage))
  const animals = ordered(experiment.animals).toSorted(([, a], [, b]) => placeOf(a.cageKey) - placeOf(b.cageKey))
  const parsed = parseRecord(session.value)
  const seen = parsed.ok && parsed.value.kind === 'scoring-session' ? parsed.value.observations : {}
  const remarks: string[] = []
  const rows = animals.map(([key, animal]) => {
    const observed = seen[key]
    const result = observed === undefined ? undefined : totalScore(observed, scale)
    if (result?.kind === 'impossible') remarks.push(`${animal.earTag}: ${result.reason}`)
    if (result?.kind === 'total' && result.warning !== undefined) remarks.push(`${animal.earTag}: ${result.warning}`)
    const day = session.value['day']
    const diedOn = animal.death !== undefined && typeof day === 'number' && animal.death.day < day ? animal.death.day : undefined
    if (diedOn !== undefined && observed !== undefined) remarks.push(`${animal.earTag}: seen after its death on day ${String(diedOn)}`)
    return {
      key, label: animal.earTag, head: diedOn === undefined ? animal.earTag : `${animal.earTag} (died day ${String(diedOn)})`,
      cells: {
        ...Object.fromEntries(typed.map((c) => [c.key, itemCell(session, 'observations', key, c)])),
        cage: { text: animal.cageKey === undefined ? '' : (experiment.cages?.[animal.cageKey]?.label ?? animal.cageKey) },
        total: { text: result?.kind === 'total' ? String(result.total) : '', ...(result?.kind === 'missing' ? { note: result.reason } : {}) },
      },
    }
  })
  const change = (changes: readonly SheetChange[]): void => {
    onChange(changes.reduce((value, { row, column, text }) => {
      const key = rows[row]?.key
      const found = typed.find((c) => c.key === column)
      return key === undefined || found === undefined ? value : withItemCell(value, 'observations', key, found, text, true)
    }, session.value))
  }
  return (
    <>
      {animals.length === 0 && <Text size="sm">Enter the animals first, on the tab "Animals".</Text>}
      <Sheet isNamed label="Scores" corner="Animal" columns={columns} rows={rows} onChange={change} />
      {remarks.length > 0 && <div role="status">{remarks.map((r) => <Text key={r} size="sm">▲ {r}</Text>)}</div>}
      <Text size="xs">This table shows neither arms nor earlier scores; while the allocation is open the report names arms, so hide it for scoring. Pasted lines that begin with an ear tag go to that animal.</Text>
    </>
  )
}
