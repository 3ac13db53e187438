import { expect, it } from 'vitest'
import { makeNotebook, nameOf } from '../../../../shared/records/notebook.ts'
import { parseRecord } from '../../../../shared/records/parse-record.ts'
import type { AnyRecord } from '../../../../shared/records/record-kinds.ts'
import { carriesLabel, labelContent, labelledKinds } from '../../../../shared/reports/labels/label-content.ts'
import { buildSampleNotebook } from '../../../../shared/sample/build-sample-notebook.ts'

const sample = buildSampleNotebook()
const experiment = sample.find((r) => r.kind === 'experiment' && r.code === 'SIM-CIA-UC')
const [animalKey = '', animal] = Object.entries(experiment?.kind === 'experiment' ? experiment.animals : {})[0] ?? []
const tube = parseRecord({ kind: 'sample-tube', id: '0190f3b2-7c4d-7e21-8a5b-0c1d2e3f4a5b', recordedAt: '2026-03-01T09:15:00+01:00', code: 'T-1', experimentId: experiment?.id, animalKey, material: 'serum', day: 42 })
if (!tube.ok) throw new Error(JSON.stringify(tube.error))
const notebook = makeNotebook([...sample, tube.value])
const labelOf = (code: string): readonly string[] => {
  const record = notebook.records.find((r) => nameOf(r) === code)
  if (record === undefined || !carriesLabel(record)) throw new Error(`no label for ${code}`)
  return labelContent(notebook, record).lines
}

it('says on a vial whose cells it holds, how many, since when, and where it belongs', () => {
  expect(labelOf('SIM-UC-0001-WCB-01')).toEqual(['SIMULATED', 'SIM-UC-0001 P4', 'umbilical cord, SIM-D-UC-1', '2.00 × 10⁷ cells', 'frozen 2025-04-15', 'CryoStor CS10', 'LN2 tank 1 / 4 / 1 / 1'])
})

it('says on a flask the medium it inherits, the day and who seeded it', () => {
  expect(labelOf('SIM-UC-0001-P2')).toEqual(['SIMULATED', 'SIM-UC-0001 P2', 'umbilical cord, SIM-D-UC-1', 'seeded 2025-03-02', 'alpha-MEM + human platelet lysate', 'CD'])
})

it('says on a tube of which animal and day it is', () => {
  expect(labelOf('T-1')).toEqual([`animal ${animal?.earTag ?? '?'}`, 'serum', 'day 42'])
})

it('does not call published cells simulated', () => {
  expect(labelOf('COL-58L-P2')).not.toContain('SIMULATED')
})

it('has a label for every record of the kinds that carry one, and for no other', () => {
  const labelled = notebook.records.filter((r: AnyRecord) => carriesLabel(r))
  expect(new Set(labelled.map((r) => r.kind))).toEqual(new Set(labelledKinds))
  for (const r of labelled) if (carriesLabel(r)) expect(labelContent(notebook, r)).toMatchObject({ code: r.code, scanCode: expect.stringMatching(/^SB[0-9A-F]{32}$/) })
})
