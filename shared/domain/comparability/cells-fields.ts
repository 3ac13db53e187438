import type { RecordOf } from '../../records/record-kinds.ts'
import { growthResults } from '../growth/growth.ts'
import type { BatchUse } from './batch-use.ts'
import { combined, computedValue, noValue, sourceAt, top } from './compared-value.ts'
import type { ComparedValue, FieldGroup } from './comparability-results.ts'
import type { FieldSpec } from './field-spec.ts'

/** Cells as they were used once: passage, bank they were thawed from, state, time and viability. */
export type UsedCells = {
  readonly passage: RecordOf<'passage'> | undefined
  readonly bank: RecordOf<'bank'> | undefined
  readonly fresh: boolean
  readonly state: ComparedValue
  readonly hours: ComparedValue
  readonly viability: ComparedValue
}

/** Fields of cells at use, for cells in the assay and cells in the animals alike. `read` gives the cells, or why there are none. */
export function cellsFields(prefix: string, group: FieldGroup, read: (use: BatchUse) => readonly UsedCells[] | ComparedValue): readonly FieldSpec[] {
  const field = (id: string, label: string, why: string, rule: FieldSpec['rule'], value: (cells: UsedCells, use: BatchUse) => ComparedValue, unit = ''): FieldSpec => ({
    id: `${prefix}-${id}`, group, label, unit, why, rule,
    ofBatch: (use) => {
      const cells = read(use)
      return 'state' in cells ? cells : combined(cells.map((c) => value(c, use)), noValue('not recorded', 'the cells used are not recorded'))
    },
  })
  const noPassage = noValue('not recorded', 'the passage of the cells is not recorded')
  return [
    field('passage', 'Passage number', 'Suppression and homing change with passage.', 'exact number', ({ passage }) => (passage === undefined ? noPassage : top(passage, 'number'))),
    field('doublings', 'Cumulative population doublings', 'Passage numbers hide how often cells divided.', 'amountPercent', ({ passage }, use) => (passage === undefined ? noPassage : doublings(use, passage)), 'PD'),
    field('state', 'Fresh, thawed or rested', 'Freshly thawed cells suppress less and die sooner.', 'words', ({ state }) => state),
    field('freeze-medium', 'Freeze medium', 'Cryoprotectant and protein affect recovery and function after thaw.', 'words', ({ bank, fresh }) => (bank !== undefined ? top(bank, 'freezeMedium') : fresh ? noValue('not applicable', 'not applicable (fresh cells)') : noValue('not recorded', 'the bank of the cells is not recorded'))),
    field('hours', 'Hours from thaw or harvest', 'Cells just thawed suppress less.', 'amountPercent', ({ hours }) => hours, 'h'),
    field('viability', 'Viability at use', 'Dead cells neither suppress nor home.', 'viabilityPoints', ({ viability }) => viability, '%'),
  ]
}

function doublings({ notebook }: BatchUse, passage: RecordOf<'passage'>): ComparedValue {
  const growth = growthResults(notebook, passage.batchId).passages.find((p) => p.passageId === passage.id)
  return growth === undefined ? noValue('not recorded', 'not assessable') : { ...computedValue(growth.cumulativeDoublings), sources: [sourceAt(passage, '')] }
}
