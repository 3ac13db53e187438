import { ordered } from '../../../shared/records/ordered.ts'
import type { ScoreScale } from '../../../shared/records/score-scale.ts'
import { itemFields } from '../sheet/item-cells.ts'
import { columnAt, type RecordColumn } from '../sheet/record-columns.ts'

const field = itemFields('scoring-session', 'observations')
const score = { name: 'score', label: 'Score', unit: '', why: '', required: false, blankable: true, type: 'number' } as const

/** Columns of one scoring session: each part of the scale with its limits, weight, thickness of each paw, what was seen. */
export function scoreColumns(scale: ScoreScale): readonly RecordColumn[] {
  const parts = ordered(scale.parts)
  return [
    ...parts.map(([key, part]) => columnAt(score, ['parts', key, 'score'], { chars: 6, header: part.name, unit: `${String(part.minimum)} to ${String(part.maximum)}` })),
    columnAt(field('totalScore'), ['totalScore'], { chars: 6, header: 'Total as written', unit: `0 to ${String(scale.maximumTotal)}` }),
    columnAt(field('weightG'), ['weightG'], { chars: 6, header: 'Weight' }),
    ...(parts.length <= 4 ? parts.map(([key, part]) => columnAt({ ...score, name: 'mm', label: 'Thickness' }, ['pawThicknessMm', key, 'mm'], { chars: 6, header: `${part.name} thickness`, unit: 'mm' })) : []),
    columnAt(field('text'), ['text'], { chars: 18, header: 'Observation' }),
    columnAt(field('excluded', 'reason'), ['excluded', 'reason'], { chars: 16, header: 'Left out because' }),
  ]
}
