import { describe, expect, it } from 'vitest'
import { isKnownTerm, termsOf, vocabularyNames } from '../../../shared/records/vocabularies.ts'

/** Prefix and number of digits of each ontology in use; taxa and ChEBI ids have no fixed length. */
const forms = [/^NCBITaxon:[1-9]\d*$/, /^UBERON:\d{7}$/, /^CL:\d{7}$/, /^CHEBI:[1-9]\d*$/]

/** Which ontology a vocabulary draws on. */
const prefixes: Readonly<Record<string, string>> = { species: 'NCBITaxon', tissue: 'UBERON', matrix: 'UBERON', 'sample-material': 'UBERON', 'responder-cell': 'CL', additive: 'CHEBI', mediator: 'CHEBI', stimulus: 'CHEBI', arrest: 'CHEBI', inhibitor: 'CHEBI', 'induction-agent': 'CHEBI' }

describe('vocabularies', () => {
  it.each(vocabularyNames())('%s: terms once, ids well-formed, once, and of its ontology', (name) => {
    const terms = termsOf(name).map((t) => t.term)
    expect(terms.filter((t, i) => terms.indexOf(t) !== i || t.trim() !== t || t === '')).toEqual([])
    const ids = termsOf(name).flatMap((t) => t.ontologyId ?? [])
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    expect(ids.filter((id) => !forms.some((f) => f.test(id)))).toEqual([])
    expect([...new Set(ids.map((id) => id.split(':')[0]))]).toEqual(ids.length === 0 ? [] : [prefixes[name]])
  })

  it('keeps the order in which forms offer terms', () => {
    expect(termsOf('species').map((t) => t.term).slice(0, 3)).toEqual(['human', 'mouse', 'rat'])
  })

  it('one term means one thing everywhere', () => {
    const ids = new Map<string, Set<string>>()
    for (const t of vocabularyNames().flatMap(termsOf)) if (t.ontologyId !== undefined) ids.set(t.term, (ids.get(t.term) ?? new Set()).add(t.ontologyId))
    expect([...ids].filter(([, set]) => set.size > 1)).toEqual([])
    expect(ids.get('bone marrow')).toEqual(new Set(['UBERON:0002371']))
  })

  it('knows its terms, and takes any term where there are none', () => {
    expect(isKnownTerm('species', 'horse')).toBe(true)
    expect(isKnownTerm('species', 'unicorn')).toBe(false)
    expect(isKnownTerm('no such vocabulary', 'anything')).toBe(true)
    expect(termsOf('no such vocabulary')).toEqual([])
  })
})
