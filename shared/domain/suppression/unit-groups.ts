import type { ResponderLotUsed } from './runs.ts'

/** What a run may share with others: the thaw or harvest of the cells under test, and its responders. */
export type SharedOfRun = { readonly thaw: string; readonly lot: ResponderLotUsed }

/** Runs grouped to independent units. */
export type UnitGroups = {
  /** Indices of the runs behind each unit, in order of first appearance. */
  readonly groups: readonly (readonly number[])[]
  readonly of: 'runs' | 'thaws or harvests' | 'responder donors'
  readonly warnings: readonly string[]
}

/**
 * Groups runs to independent units. Where runs share thaws (or harvests) of the MSC or responder donors, they belong together by whichever
 * of the two has fewer levels (thaws where equal, since the MSC are what is judged).
 * - Lots that share a donor are one donor level. Lots without donors on record are a level each.
 * - A frozen pool of donors is one responder lot, not a donor: runs that share it do not share a donor. They hold for that pool only, which
 *   is said in a warning.
 * @param lots lots by which donors may be connected, where they are more than those of the runs.
 */
export function unitGroups(runs: readonly SharedOfRun[], lots: readonly ResponderLotUsed[] = runs.map((r) => r.lot)): UnitGroups {
  const levels = donorLevels(lots)
  const placed = runs.map(({ thaw, lot }) => ({ thaw, donor: levels.get(lot.id) ?? lot.id, isPool: lot.frozenPool }))
  const thaws = new Set(placed.map((v) => v.thaw)).size
  const donors = new Set(placed.map((v) => v.donor)).size
  const sharesThaw = thaws < placed.length
  const ofPeople = placed.filter((v) => !v.isPool)
  const sharesDonor = new Set(ofPeople.map((v) => v.donor)).size < ofPeople.length
  const warnings = [
    ...(donors === 1 && placed.length > 1 ? [`All runs share ${placed[0]?.isPool === true ? 'one frozen responder pool' : 'one responder donor'}: the result holds for it, and says nothing of other responders.`] : []),
    ...(placed.some((v) => v.donor.startsWith('lot:') && !v.isPool) ? ['A responder lot names no donors: whether runs share a responder donor is not known.'] : []),
  ]
  if (!sharesThaw && !sharesDonor) return { groups: placed.map((_, i) => [i]), of: 'runs', warnings }
  const byDonor = sharesDonor && donors < thaws
  const groups = grouped(placed.map((v) => (byDonor ? v.donor : v.thaw)))
  const of = byDonor ? 'responder donors' : 'thaws or harvests'
  return { groups, of, warnings: [...warnings, `Runs share ${[...(sharesThaw ? ['thaws or harvests'] : []), ...(sharesDonor ? ['responder donors'] : [])].join(' and ')}: ${String(placed.length)} runs were averaged to ${String(groups.length)} ${of} first.`] }
}

/** One of the units, in words. */
export function singularUnit(of: UnitGroups['of']): string {
  return { runs: 'run', 'thaws or harvests': 'thaw or harvest', 'responder donors': 'responder donor' }[of]
}

/**
 * Thaws and harvests that several runs bring together: runs that share any of theirs are one level.
 * @param runs keys of every thaw or harvest in each run.
 * @returns the level of each run.
 */
export function joinedThaws(runs: readonly (readonly string[])[]): readonly string[] {
  const group = new Map<string, string>()
  const find = (key: string): string => {
    const up = group.get(key) ?? key
    return up === key ? key : find(up)
  }
  for (const [first = '', ...others] of runs) {
    for (const other of others) {
      const [a, b] = [find(first), find(other)]
      if (a !== b) group.set(a < b ? b : a, a < b ? a : b)
    }
  }
  return runs.map(([first = '']) => find(first))
}

function grouped(keys: readonly string[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>()
  for (const [i, key] of keys.entries()) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [i])
    else group.push(i)
  }
  return [...groups.values()]
}

/** Level of each lot: lots are joined while they share a donor; frozen pools, and lots without donors, stay on their own. */
function donorLevels(all: readonly ResponderLotUsed[]): ReadonlyMap<string, string> {
  const lots = new Map(all.map((lot) => [lot.id, lot]))
  const level = new Map<string, string>()
  for (const lot of lots.values()) {
    if (lot.frozenPool || lot.donorIds.length === 0) {
      level.set(lot.id, `lot:${lot.id}`)
      continue
    }
    const joined = new Set([...lots.values()].filter((other) => !other.frozenPool && other.donorIds.some((d) => lot.donorIds.includes(d))).flatMap((other) => level.get(other.id) ?? []))
    const name = [...joined][0] ?? `donors of ${lot.id}`
    level.set(lot.id, name)
    for (const [id, old] of level) if (joined.has(old)) level.set(id, name)
  }
  return level
}
