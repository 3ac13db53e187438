import type { SourceMember } from './relation-sources.ts'
import { plainName } from './relation-strains.ts'

/** Degree of MHC match of an allogeneic relation. `differs among members`: pool members have different degrees. */
export type MhcMatch = 'matched' | 'partly matched' | 'mismatched' | 'not known' | 'differs among members'

type MhcSide = Pick<SourceMember, 'haplotype' | 'mhc'>

/**
 * Compares the MHC of two individuals: by haplotype where both are recorded, else by the loci typed in both (alleles of a locus in any
 * order, as text: resolutions that differ count as different).
 * @returns the match, and words for print; null words when nothing is known.
 */
export function compareMhc(a: MhcSide, b: MhcSide): { readonly match: MhcMatch; readonly text: string | null } {
  if (a.haplotype !== undefined && b.haplotype !== undefined) {
    const same = plainName(a.haplotype) === plainName(b.haplotype)
    return same ? { match: 'matched', text: `MHC matched: ${a.haplotype}` } : { match: 'mismatched', text: `MHC mismatched: ${a.haplotype} against ${b.haplotype}` }
  }
  const loci = new Map(b.mhc.map(({ locus, alleles }) => [plainName(locus), alleleKey(alleles)]))
  const shared = a.mhc.filter(({ locus }) => loci.has(plainName(locus)))
  if (shared.length === 0) return { match: 'not known', text: null }
  const different = shared.filter(({ locus, alleles }) => loci.get(plainName(locus)) !== alleleKey(alleles))
  const text = `MHC differs at ${String(different.length)} of ${String(shared.length)} loci typed in both`
  if (different.length === 0) return { match: 'matched', text }
  return { match: different.length === shared.length ? 'mismatched' : 'partly matched', text }
}

function alleleKey(alleles: string): string {
  return plainName(alleles).split(/[\s,;/]+/).filter((a) => a !== '').toSorted().join(' ')
}
