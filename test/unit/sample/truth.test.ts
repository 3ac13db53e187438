import { describe, expect, it } from 'vitest'
import type { AnyRecord, RecordKind } from '../../../shared/records/record-kinds.ts'
import { isSimulated } from '../../../shared/domain/simulated.ts'
import { buildSampleNotebook } from '../../../shared/sample/build-sample-notebook.ts'

const records = buildSampleNotebook()
const name = (r: AnyRecord): string => `${r.kind} ${'code' in r ? r.code : r.id}`

/** The only records that may rest on a publication as a whole; everything else must be simulated as a whole. */
const mayBePublished: Partial<Record<RecordKind, RegExp>> = {
  donor: /^(COL|SCH)-D/,
  batch: /^(COL|SCH)-/,
  passage: /^COL-/,
  'score-scale': /^SCALE-/,
  'marker-panel': /^PANEL-/,
  'literature-study': /^LIT-/,
}

/** Kinds that hold measured values or what was done: none of those of the sample were published. */
const measured: ReadonlySet<RecordKind> = new Set<RecordKind>(['plate', 'scoring-session', 'preparation', 'administration', 'allocation', 'vial', 'bank', 'draw', 'quality-test', 'pair', 'responder-lot', 'reference-lot'])

describe('what is real and what is not', () => {
  it('every record says where it comes from, with a source', () => {
    for (const r of records) {
      expect(r.origin, name(r)).toBeDefined()
      expect(['published', 'simulated'], name(r)).toContain(r.origin?.type)
      expect(r.origin?.source ?? '', name(r)).toMatch(r.origin?.type === 'simulated' ? /^Stromabook sample notebook, generator "[^"]+", (seed \d+|no random numbers)$/ : /\d{4}|University|Hooke|Limb/)
    }
  })

  it('only batches, donors and passages of the two papers, scales, panels and literature are published', () => {
    for (const r of records) {
      if (r.origin?.type !== 'published') continue
      const allowed = mayBePublished[r.kind]
      expect(allowed !== undefined && 'code' in r && allowed.test(r.code), name(r)).toBe(true)
    }
  })

  it('measured values, doses and deeds are simulated throughout: no field of them claims a publication', () => {
    for (const r of records.filter((x) => measured.has(x.kind))) {
      expect(r.origin?.type, name(r)).toBe('simulated')
      expect(r.fieldOrigins, name(r)).toBeUndefined()
    }
  })

  it('published fields of simulated records are conditions and designs, never a value that was measured', () => {
    for (const r of records) {
      if (r.origin?.type !== 'simulated') continue
      for (const [pointer, origin] of Object.entries(r.fieldOrigins ?? {})) {
        expect(origin.type, `${name(r)} ${pointer}`).toBe('published')
        expect(pointer, name(r)).not.toMatch(/signal|score|percent|events|wells|values|animals|liveCells|seeded|plannedCells|ratioMsc|day0At|death|performedAt/i)
      }
    }
  })

  it('every origin of a field points at a field that is there', () => {
    for (const r of records) for (const pointer of Object.keys(r.fieldOrigins ?? {})) expect(at(r, pointer), `${name(r)} ${pointer}`).toBeDefined()
  })

  it('batches that rest wholly on simulated data carry it in their code, and only these', () => {
    for (const r of records.filter((x) => x.kind === 'batch')) expect(isSimulated(r), r.code).toBe(r.code.startsWith('SIM-'))
  })

  it('what was inferred from a publication says so', () => {
    for (const r of records.filter((x) => x.kind === 'passage' && x.code.startsWith('COL-'))) {
      for (const [pointer, origin] of Object.entries(r.fieldOrigins ?? {})) expect(origin.type, `${name(r)} ${pointer}`).toBe('inferred')
    }
    for (const study of records.filter((x) => x.kind === 'literature-study')) {
      for (const arm of Object.values(study.arms)) expect(arm.relation === undefined || typeof arm.relation !== 'string' || arm.relationBasis !== undefined, name(study)).toBe(true)
      if (Object.values(study.arms).some((a) => a.tableRow !== undefined)) expect(study.caveat).toContain('inferred')
    }
  })
})

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((v, part) => (typeof v === 'object' && v !== null ? (v as Readonly<Record<string, unknown>>)[part] : undefined), value)
}
