import { valueOf } from '../../records/blank.ts'
import type { Notebook } from '../../records/notebook.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import { compareMhc, type MhcMatch } from './relation-mhc.ts'
import { sourceOfBatch, sourceOfRecipient, type CellSource, type Recipient, type SourceMember } from './relation-sources.ts'
import { compareStrains, hasInbredStrains, isOutbredStock, plainName, speciesKey } from './relation-strains.ts'

/** `mixed`: members of a pool disagree. `not known`: a fact that decides is not recorded. */
export type RelationKind = 'autologous' | 'syngeneic' | 'allogeneic' | 'xenogeneic' | 'mixed' | 'not known'

/** Which two sides: the first gives the antigens, the second may respond to them; of MSC and stimulators, MSC come first. */
export type RelationSides = RecordOf<'relation-override'>['sides']

export type Relation = {
  readonly kind: RelationKind
  /** Degree of an allogeneic relation; null for the other kinds. */
  readonly mhc: MhcMatch | null
  /** Degree in words (MHC, substrains, genotypes), for print; null when there is nothing to say. */
  readonly degree: string | null
  /** Male cells meet female cells of their own strain: H-Y antigens can be rejected although the relation is syngeneic. */
  readonly hY: boolean
  /** What decided, or what is missing. */
  readonly reason: string
  readonly notes: readonly string[]
  /** Set when the lab stated the relation instead; `derived` is what the rule would have said. */
  readonly override: { readonly id: string; readonly reason: string; readonly derived: RelationKind } | null
}

/**
 * Relation of two cell sources, derived from donors, pool members or cell line:
 * - autologous: the same donor;
 * - syngeneic: mouse or rat of one inbred strain (substrains, genotypes and modifications that differ are printed with it);
 * - allogeneic: one species, another strain, an outbred stock, or different donors of a species without inbred strains; with the degree
 *   of MHC match where haplotypes or typed loci are known on both sides;
 * - xenogeneic: another species;
 * - mixed: pool members disagree (autologous and syngeneic count as syngeneic: the cells are genetically alike);
 * - not known: species, or the strain of a mouse or rat, is not recorded, or records contradict each other.
 * @param antigen side whose antigens are met (MSC; stimulators against responders). @param responding the other side.
 */
export function relationOf(antigen: CellSource, responding: CellSource): Relation {
  for (const side of [antigen, responding]) {
    if (side.missing.length > 0) return unknown(`${String(side.missing.length)} of the donors of ${side.name} are not on record`)
    if (side.members.length === 0) return unknown(`${side.name} names no donor`)
  }
  const pairs = antigen.members.flatMap((a) => responding.members.map((b) => memberRelation(a, b)))
  const [first] = pairs
  if (first === undefined) return unknown('no cells to compare')
  const kinds = new Set(pairs.map((p) => p.kind))
  const notes = [...new Set(pairs.flatMap((p) => p.notes))]
  const hY = pairs.some((p) => p.hY)
  if (kinds.size === 1) {
    const matches = new Set(pairs.map((p) => p.mhc))
    const degrees = [...new Set(pairs.flatMap((p) => (p.degree === null ? [] : [p.degree])))]
    const mhc = matches.size === 1 ? first.mhc : 'differs among members'
    return { kind: first.kind, mhc, degree: degrees.length === 0 ? null : degrees.join(' / '), hY, reason: [...new Set(pairs.map((p) => p.reason))].slice(0, 4).join('; '), notes, override: null }
  }
  const known = [...kinds].filter((k) => k !== 'not known')
  const alike = known.every((k) => k === 'autologous' || k === 'syngeneic')
  if (kinds.has('not known') && (alike || known.length === 1)) return { ...unknown(pairs.find((p) => p.kind === 'not known')?.reason ?? 'a member is not known'), notes }
  if (alike) return { kind: 'syngeneic', mhc: null, degree: null, hY, reason: 'members of the pool are the same donor or of the same inbred strain', notes, override: null }
  const examples = [...kinds].map((k) => `${k}: ${pairs.find((p) => p.kind === k)?.reason ?? ''}`)
  return { kind: 'mixed', mhc: null, degree: null, hY, reason: `pool members disagree (${examples.join('; ')})`, notes, override: null }
}

/**
 * Relation of two sources as it counts: the lab's override where there is one (printed as such, with its reason), else the derived one.
 * An override names the two sides in either order. Of several, the last recorded counts, and a note names the contradiction.
 */
export function findRelation(notebook: Notebook, sides: RelationSides, antigen: CellSource, responding: CellSource): Relation {
  const derived = relationOf(antigen, responding)
  const overrides = notebook
    .all('relation-override')
    .filter((o) => o.sides === sides)
    .filter((o) => (antigen.recordIds.includes(o.leftId) && responding.recordIds.includes(o.rightId)) || (antigen.recordIds.includes(o.rightId) && responding.recordIds.includes(o.leftId)))
    .toSorted((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt))
  const last = overrides.at(-1)
  if (last === undefined) return derived
  const contradicts = overrides.some((o) => o.relation !== last.relation)
  return {
    kind: last.relation,
    mhc: last.relation === 'allogeneic' ? (derived.kind === 'allogeneic' ? derived.mhc : 'not known') : null,
    degree: last.degree ?? null,
    hY: derived.hY && last.relation === 'syngeneic',
    reason: `stated by the lab: ${last.reason}`,
    notes: contradicts ? [...derived.notes, 'Several overrides of this relation contradict each other; the last recorded is used.'] : derived.notes,
    override: { id: last.id, reason: last.reason, derived: derived.kind },
  }
}

/** Relation of the cells of a batch to the animal or person that receives them, overrides of its experiment included. */
export function relationToRecipient(notebook: Notebook, batch: RecordOf<'batch'>, recipient: Recipient): Relation {
  return findRelation(notebook, 'msc-recipient', sourceOfBatch(notebook, batch), sourceOfRecipient(notebook, recipient))
}

/** An animal of an experiment as recipient. */
export function recipientOfAnimal(experiment: RecordOf<'experiment'>, animalKey: string): Recipient | undefined {
  const animal = experiment.animals[animalKey]
  if (animal === undefined) return undefined
  const { earTag, species, strain, substrain, genotype, haplotype, sex, donorId } = animal
  return {
    name: `animal ${earTag}`,
    experimentId: experiment.id,
    donorId,
    species: valueOf(species),
    strain: valueOf(strain),
    substrain: valueOf(substrain),
    genotype: valueOf(genotype),
    haplotype: valueOf(haplotype),
    sex: valueOf(sex),
  }
}

/** Printable relation: "allogeneic (MHC mismatched: H-2d against H-2q)", "syngeneic (overridden: ...)". */
export function relationText(relation: Relation): string {
  const details = [
    ...(relation.kind === 'not known' || relation.kind === 'mixed' ? [relation.reason] : []),
    ...(relation.degree === null ? [] : [relation.degree]),
    ...(relation.hY ? ['male to female: H-Y'] : []),
    ...(relation.override === null ? [] : [`overridden: ${relation.override.reason}; derived: ${relation.override.derived}`]),
  ]
  return details.length === 0 ? relation.kind : `${relation.kind} (${details.join('; ')})`
}

function unknown(reason: string): Relation {
  return { kind: 'not known', mhc: null, degree: null, hY: false, reason, notes: [], override: null }
}

function memberRelation(a: SourceMember, b: SourceMember): Relation {
  if (a.donorId !== undefined && a.donorId === b.donorId) {
    const changed = [a.modification, b.modification].filter((m) => m !== undefined)
    return { ...unknown(`${a.name} is the donor of both`), kind: 'autologous', degree: changed.length === 0 ? null : `cells modified (${changed.join('; ')})` }
  }
  const nameless = [a, b].find((m) => m.species === undefined)
  if (a.species === undefined || b.species === undefined) return unknown(`the species of ${nameless?.name ?? ''} is not recorded`)
  if (speciesKey(a.species) !== speciesKey(b.species)) return { ...unknown(`${a.species} cells and ${b.species} cells`), kind: 'xenogeneic' }
  if (!hasInbredStrains(a.species)) return allogeneic(a, b, `different ${a.species} donors`)
  if (a.strain === undefined || b.strain === undefined) return unknown(`the strain of ${(a.strain === undefined ? a : b).name} is not recorded`)
  const stock = [a.strain, b.strain].find(isOutbredStock)
  if (stock !== undefined) return allogeneic(a, b, `${stock} is an outbred stock: its animals differ`)
  const strains = compareStrains(a.strain, b.strain)
  if (strains === 'different') return allogeneic(a, b, `${a.strain} and ${b.strain}`)
  if (strains === 'unclear') return unknown(`"${a.strain}" and "${b.strain}" may be substrains of one strain or different ones; record strain and substrain in their own fields`)
  if (compareMhc(a, b).match === 'mismatched') return unknown(`both are called ${a.strain}, but their MHC differs (${a.haplotype ?? 'typed loci'}, ${b.haplotype ?? 'typed loci'}): congenic strains?`)
  return syngeneic(a, b, a.strain)
}

function allogeneic(a: SourceMember, b: SourceMember, reason: string): Relation {
  const { match, text } = compareMhc(a, b)
  return { ...unknown(reason), kind: 'allogeneic', mhc: match, degree: text }
}

function syngeneic(a: SourceMember, b: SourceMember, strain: string): Relation {
  const differs = (x: string | undefined, y: string | undefined): boolean => plainName(x ?? 'wild type') !== plainName(y ?? 'wild type')
  const degree = [
    ...(a.substrain !== undefined && b.substrain !== undefined && differs(a.substrain, b.substrain) ? [`substrains ${a.substrain} and ${b.substrain}`] : []),
    ...(differs(a.genotype, b.genotype) ? [`genotypes ${a.genotype ?? 'not recorded'} and ${b.genotype ?? 'not recorded'}`] : []),
    ...[a, b].flatMap((m) => (m.modification === undefined ? [] : [`cells modified (${m.modification})`])),
  ]
  const oneSubstrain = (a.substrain === undefined) !== (b.substrain === undefined)
  const notes = [
    `${strain} is taken as an inbred strain.`,
    ...(oneSubstrain ? [`The substrain of ${(a.substrain === undefined ? a : b).name} is not recorded; substrains of ${strain} can differ.`] : []),
    ...(a.sex === undefined || b.sex === undefined ? [`The sex of ${(a.sex === undefined ? a : b).name} is not recorded: a difference in H-Y cannot be judged.`] : []),
  ]
  const hY = (a.sex === 'male' || a.sex === 'mixed') && (b.sex === 'female' || b.sex === 'mixed')
  return { ...unknown(`both ${strain}`), kind: 'syngeneic', degree: degree.length === 0 ? null : degree.join(', '), hY, notes }
}
