import { describe, expect, it } from 'vitest'
import { makeNotebook, type Notebook } from '../../../../shared/records/notebook.ts'
import type { RecordOf } from '../../../../shared/records/record-kinds.ts'
import { recipientOfAnimal, relationOf, relationText, relationToRecipient, type Relation } from '../../../../shared/domain/relation/relation.ts'
import { sourceOfBatch, sourceOfResponderLot, type CellSource, type SourceMember } from '../../../../shared/domain/relation/relation-sources.ts'
import { compareStrains, isOutbredStock, speciesKey } from '../../../../shared/domain/relation/relation-strains.ts'
import { record, recordedAt, uuid } from '../../../helpers/suppression-records.ts'

let serial = 0
function member(facts: Partial<SourceMember> = {}): SourceMember {
  serial += 1
  const blank = { species: undefined, strain: undefined, substrain: undefined, genotype: undefined, haplotype: undefined, sex: undefined, mhc: [], modification: undefined }
  return { name: `donor ${String(serial)}`, donorId: uuid(1000 + serial), ...blank, ...facts }
}
const source = (...members: readonly SourceMember[]): CellSource => ({ name: 'cells', recordIds: [], members, missing: [] })
const mouse = (strain: string, facts: Partial<SourceMember> = {}): SourceMember => member({ species: 'mouse', strain, ...facts })
const human = (facts: Partial<SourceMember> = {}): SourceMember => member({ species: 'human', ...facts })
const between = (a: SourceMember, b: SourceMember): Relation => relationOf(source(a), source(b))

describe('relation of two donors', () => {
  it('is autologous for one donor, whatever else is known', () => {
    const donor = member()
    expect(between(donor, donor).kind).toBe('autologous')
    expect(relationText(between({ ...donor, modification: 'transduced: IL-10' }, donor))).toBe('autologous (cells modified (transduced: IL-10))')
  })

  it('is syngeneic within an inbred strain, and prints substrains, genotypes and modifications that differ', () => {
    expect(relationText(between(mouse('DBA/1'), mouse('dba/1 ')))).toBe('syngeneic')
    expect(relationText(between(mouse('DBA/1', { genotype: 'IFN-gammaR KO' }), mouse('DBA/1', { genotype: 'wild type' })))).toBe('syngeneic (genotypes IFN-gammaR KO and wild type)')
    expect(relationText(between(mouse('DBA/1', { genotype: 'wild type' }), mouse('DBA/1')))).toBe('syngeneic')
    expect(relationText(between(mouse('C57BL/6', { substrain: 'J' }), mouse('C57BL/6', { substrain: 'NCrl' })))).toBe('syngeneic (substrains J and NCrl)')
    expect(between(mouse('C57BL/6', { substrain: 'J' }), mouse('B6')).notes.join(' ')).toContain('substrain')
    expect(between(member({ species: 'rat', strain: 'Lewis' }), member({ species: 'Rattus norvegicus', strain: 'LEW' })).kind).toBe('syngeneic')
  })

  it('is allogeneic between strains, within outbred stocks and between humans, with the degree where it is known', () => {
    expect(relationText(between(mouse('C57BL/6', { haplotype: 'H-2b' }), mouse('DBA/1', { haplotype: 'H-2q' })))).toBe('allogeneic (MHC mismatched: H-2b against H-2q)')
    expect(between(mouse('BALB/c', { haplotype: 'H-2d' }), mouse('DBA/2', { haplotype: 'h-2D' }))).toMatchObject({ kind: 'allogeneic', mhc: 'matched' })
    expect(between(mouse('CD-1'), mouse('CD-1'))).toMatchObject({ kind: 'allogeneic', mhc: 'not known', degree: null })
    expect(between(mouse('Crl:CD1(ICR)'), mouse('Crl:CD1(ICR)')).kind).toBe('allogeneic')
    const typed = (...alleles: readonly string[]): SourceMember => human({ mhc: alleles.map((a, i) => ({ locus: ['A', 'B', 'DRB1'][i] ?? '', alleles: a })) })
    expect(between(typed('02:01, 03:01', '07:02, 08:01', '15:01'), typed('03:01, 02:01', '07:02, 44:02'))).toMatchObject({ mhc: 'partly matched', degree: 'MHC differs at 1 of 2 loci typed in both' })
    expect(between(typed('02:01'), typed('03:01')).mhc).toBe('mismatched')
    expect(between(human(), human()).kind).toBe('allogeneic')
  })

  it('is xenogeneic between species', () => {
    expect(between(human(), mouse('DBA/1')).kind).toBe('xenogeneic')
    expect(between(human(), member({ species: 'Homo sapiens' })).kind).toBe('allogeneic')
  })

  it('is not known, with the reason, when what decides is missing or contradictory', () => {
    expect(between(member(), human()).reason).toContain('species')
    expect(between(member({ species: 'mouse' }), mouse('DBA/1')).reason).toContain('strain')
    expect(between(mouse('DBA/1'), mouse('DBA/1J'))).toMatchObject({ kind: 'not known' })
    expect(between(mouse('B10.Q', { haplotype: 'H-2q' }), mouse('B10.Q', { haplotype: 'H-2b' })).reason).toContain('congenic')
    expect(relationOf(source(), source(human())).reason).toContain('names no donor')
    expect(relationOf({ ...source(), missing: ['x'] }, source(human())).reason).toContain('not on record')
    // A species that differs decides before a strain that is missing.
    expect(between(member({ species: 'mouse' }), human()).kind).toBe('xenogeneic')
  })

  it('flags male to female within a strain, in that direction only', () => {
    const [male, female] = [mouse('DBA/1', { sex: 'male' }), mouse('DBA/1', { sex: 'female' })]
    expect(between(male, female).hY).toBe(true)
    expect(relationText(between(male, female))).toBe('syngeneic (male to female: H-Y)')
    expect(between(female, male).hY).toBe(false)
    expect(between(male, mouse('DBA/1', { sex: 'male' })).hY).toBe(false)
    expect(between(mouse('DBA/1', { sex: 'mixed' }), female).hY).toBe(true)
    expect(between(mouse('C57BL/6', { sex: 'male' }), female).hY).toBe(false)
    expect(between(mouse('DBA/1'), female).notes.join(' ')).toContain('sex')
  })
})

describe('relation of pools', () => {
  it('holds when all members agree', () => {
    expect(relationOf(source(mouse('DBA/1'), mouse('DBA/1')), source(mouse('DBA/1'))).kind).toBe('syngeneic')
    expect(relationOf(source(human(), human()), source(human(), human())).kind).toBe('allogeneic')
    const degrees = relationOf(source(mouse('BALB/c', { haplotype: 'H-2d' })), source(mouse('DBA/2', { haplotype: 'H-2d' }), mouse('DBA/1', { haplotype: 'H-2q' })))
    expect(degrees.mhc).toBe('differs among members')
  })

  it('is mixed, with the reason, when they disagree, and not known while one member is', () => {
    const own = human()
    const mixed = relationOf(source(own, human()), source(own))
    expect(mixed.kind).toBe('mixed')
    expect(mixed.reason).toMatch(/autologous.*allogeneic/)
    expect(relationOf(source(mouse('DBA/1'), mouse('C57BL/6')), source(mouse('DBA/1'))).kind).toBe('mixed')
    expect(relationOf(source(mouse('DBA/1'), member({ species: 'mouse' })), source(mouse('DBA/1'))).kind).toBe('not known')
    const inbred = mouse('DBA/1')
    expect(relationOf(source(inbred, mouse('DBA/1')), source(inbred)).kind).toBe('syngeneic')
    expect(relationOf(source(inbred, mouse('DBA/1'), member({ species: 'mouse' })), source(inbred)).kind).toBe('not known')
  })
})

describe('relation from records', () => {
  const donor = (n: number, more: object): unknown => ({ kind: 'donor', id: uuid(n), recordedAt, code: `DON-${String(n)}`, ...more })
  const batch = { kind: 'batch', id: uuid(1), recordedAt, code: 'BM-1' }
  const experiment = {
    kind: 'experiment', id: uuid(3), recordedAt, code: 'EX-1', title: 'CIA', induction: {}, scaleId: uuid(4), arms: {},
    animals: {
      m1: { order: 0, earTag: '17', species: 'mouse', strain: 'DBA/1', sex: 'female' },
      m2: { order: 1, earTag: '18', donorId: uuid(10) },
      m3: { order: 2, earTag: '19' },
    },
  }
  const override = (n: number, more: object): unknown => ({ kind: 'relation-override', id: uuid(n), recordedAt, sides: 'msc-recipient', leftId: uuid(1), rightId: uuid(3), relation: 'allogeneic', reason: 'colony drifted', ...more })
  const notebookOf = (...records: readonly unknown[]): Notebook => makeNotebook(records.map(record))
  function relations(notebook: Notebook): readonly Relation[] {
    const ex = notebook.get('experiment', uuid(3)) as RecordOf<'experiment'>
    const cells = notebook.get('batch', uuid(1)) as RecordOf<'batch'>
    return ['m1', 'm2', 'm3'].map((key) => relationToRecipient(notebook, cells, recipientOfAnimal(ex, key) ?? { name: 'none' }))
  }
  const base = [donor(10, { species: 'mouse', strain: 'DBA/1', sex: 'male' }), { ...batch, source: { type: 'donor', donorId: uuid(10) } }, experiment]

  it('reads donors, pools, cell lines, responder lots and animals', () => {
    expect(relations(notebookOf(...base)).map((r) => [r.kind, r.hY])).toEqual([['syngeneic', true], ['autologous', false], ['not known', false]])
    const line = { ...batch, source: { type: 'cell-line', name: 'C3H10T1/2', species: 'mouse', strain: 'C3H' } }
    expect(relations(notebookOf(line, experiment))[0]?.kind).toBe('allogeneic')
    const pool = { ...batch, geneticModification: { type: 'transduced', transgene: 'IL-10' }, source: { type: 'pool', members: { a: { order: 0, donorId: uuid(10) }, b: { order: 1, donorId: uuid(11) } } } }
    const notebook = notebookOf(...base.slice(0, 1), donor(11, { species: 'mouse', strain: 'DBA/1', sex: 'female' }), pool, experiment)
    expect(relations(notebook)[0]).toMatchObject({ kind: 'syngeneic', hY: true, degree: 'cells modified (transduced: IL-10)' })
    expect(recipientOfAnimal(notebook.get('experiment', uuid(3)) as RecordOf<'experiment'>, 'none')).toBeUndefined()
  })

  it('lets an override win in either order of sides, and shows it with its reason', () => {
    for (const sides of [{}, { leftId: uuid(3), rightId: uuid(1) }]) {
      const [relation] = relations(notebookOf(...base, override(20, sides)))
      expect(relation).toMatchObject({ kind: 'allogeneic', override: { id: uuid(20), reason: 'colony drifted', derived: 'syngeneic' } })
      expect(relation === undefined ? '' : relationText(relation)).toBe('allogeneic (overridden: colony drifted; derived: syngeneic)')
    }
    expect(relations(notebookOf(...base, override(20, { sides: 'msc-responder' })))[0]?.override).toBeNull()
    expect(relations(notebookOf(...base, override(20, { rightId: uuid(99) })))[0]?.override).toBeNull()
    expect(relations(notebookOf(...base, override(20, { retired: { at: recordedAt, reason: 'wrong' } })))[0]?.override).toBeNull()
  })

  it('uses the last of several overrides, by the moment and not the text of its time, and says when they contradict', () => {
    const later = override(21, { relation: 'xenogeneic', recordedAt: '2026-01-02T09:30:00+00:00' })
    const [relation] = relations(notebookOf(...base, later, override(20, {})))
    expect(relation).toMatchObject({ kind: 'xenogeneic', override: { id: uuid(21) } })
    expect(relation?.notes.join(' ')).toContain('contradict')
  })

  it('says when donors of a source are not on record', () => {
    const lot = { kind: 'responder-lot', id: uuid(5), recordedAt, code: 'RL-1', donors: { a: { order: 0, donorId: uuid(77) } } }
    const notebook = notebookOf(...base, lot)
    const responders = sourceOfResponderLot(notebook, notebook.get('responder-lot', uuid(5)) as RecordOf<'responder-lot'>)
    const msc = sourceOfBatch(notebook, notebook.get('batch', uuid(1)) as RecordOf<'batch'>)
    expect(relationOf(msc, responders)).toMatchObject({ kind: 'not known', reason: '1 of the donors of RL-1 are not on record' })
  })
})

describe('names of species and strains', () => {
  it('compares strains without guessing at suffixes', () => {
    expect(compareStrains('B6', 'C57BL/6')).toBe('same')
    expect(compareStrains('BALB/c', 'BALB‑c')).toBe('different')
    for (const [a, b] of [['DBA/1', 'DBA/1J'], ['CBA', 'CBA/J'], ['NOD', 'NOD.scid'], ['C57BL/6', 'C57BL/6NCrl']] as const) expect(compareStrains(a, b)).toBe('unclear')
    for (const [a, b] of [['A', 'AKR'], ['DBA/1', 'DBA/10'], ['DBA/1', 'DBA/2']] as const) expect(compareStrains(b, a)).toBe('different')
    expect([isOutbredStock('Wistar'), isOutbredStock('LEW'), isOutbredStock('HsdHan:WIST')]).toEqual([true, false, true])
    expect(speciesKey(' Mus  musculus')).toBe('mouse')
  })
})
