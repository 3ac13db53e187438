import { valueOf } from '../../records/blank.ts'
import type { Well } from '../../records/plate.ts'
import type { RecordOf } from '../../records/record-kinds.ts'
import type { GroupWells } from './plate-suppression.ts'
import type { WellValue } from './suppression-results.ts'
import { controlWells, groupWells, mscAloneWells, type PlateWells, type WellGroup } from './suppression-wells.ts'

type Assay = RecordOf<'assay'>
type Plate = RecordOf<'plate'>

/** What makes controls belong to a group: condition, responders, stimulators. */
export type Surroundings = Pick<WellGroup, 'conditionKey' | 'responderKey' | 'stimulatorKey'>

/** Groups of MSC with an inhibitor (role msc-with-inhibitor). */
export function inhibitorGroups(assay: Assay, plate: Plate, inhibitorKey: string): PlateWells {
  return groupWells(assay, plate, ['msc-with-inhibitor'], (well) => (well.inhibitorKey === inhibitorKey ? undefined : null))
}

/** Groups of MSC with the solvent of an inhibitor, without the inhibitor (role solvent-control with a material). */
export function solventGroups(assay: Assay, plate: Plate, inhibitorKey: string): PlateWells {
  return groupWells(assay, plate, ['solvent-control'], (well) => (well.materialKey !== undefined && holdsSolventOf(assay, well, inhibitorKey) ? undefined : null))
}

/**
 * Wells that answer for a group with an inhibitor: C_inh stimulated with inhibitor (role inhibitor-control), B_inh unstimulated with inhibitor
 * (role unstimulated-control naming it, or inhibitor-control marked as not stimulated), MSC alone with inhibitor. Where the assay declares that the
 * unstimulated wells without inhibitor serve, those are B_inh.
 */
export function wellsWithInhibitor(assay: Assay, plate: Plate, group: WellGroup, inhibitorKey: string): GroupWells {
  return {
    sample: group.wells,
    ...controlsWithInhibitor(assay, plate, group, inhibitorKey),
    mscAlone: mscAloneWells(assay, plate, group, inhibitorKey),
    blank: controlWells(assay, plate, { role: 'blank', conditionKey: group.conditionKey }),
  }
}

/** C_inh and B_inh alone. */
export function controlsWithInhibitor(assay: Assay, plate: Plate, { conditionKey, responderKey, stimulatorKey }: Surroundings, inhibitorKey: string): Pick<GroupWells, 'stimulated' | 'unstimulated'> {
  const here = { conditionKey, responderKey, inhibitorKey }
  const unstimulatedBy = [stimulatorKey, null]
  return {
    stimulated: controlWells(assay, plate, { ...here, role: 'inhibitor-control', stimulatorKeys: [stimulatorKey] }, isStimulated),
    unstimulated: declaredPlain(assay, inhibitorKey)
      ? plainUnstimulated(assay, plate, { conditionKey, responderKey, stimulatorKey })
      : [
          ...controlWells(assay, plate, { ...here, role: 'unstimulated-control', stimulatorKeys: unstimulatedBy }),
          ...controlWells(assay, plate, { ...here, role: 'inhibitor-control', stimulatorKeys: unstimulatedBy }, (well) => !isStimulated(well)),
        ],
  }
}

/** Wells that answer for a group in the solvent of an inhibitor: the baseline that the inhibitor is compared with. */
export function wellsWithSolvent(assay: Assay, plate: Plate, group: WellGroup, inhibitorKey: string): GroupWells {
  return {
    sample: group.wells,
    ...controlsWithSolvent(assay, plate, group, inhibitorKey),
    mscAlone: mscAloneWells(assay, plate, group),
    blank: controlWells(assay, plate, { role: 'blank', conditionKey: group.conditionKey }),
  }
}

/** Stimulated and unstimulated responders with the solvent of an inhibitor, no MSC. */
export function controlsWithSolvent(assay: Assay, plate: Plate, { conditionKey, responderKey, stimulatorKey }: Surroundings, inhibitorKey: string): Pick<GroupWells, 'stimulated' | 'unstimulated'> {
  const solvent = (stimulated: boolean): readonly WellValue[] => {
    const stimulatorKeys = stimulated ? [stimulatorKey] : [stimulatorKey, null]
    const holds = (well: Well): boolean => well.materialKey === undefined && isStimulated(well) === stimulated && holdsSolventOf(assay, well, inhibitorKey)
    const named = [undefined, ...Object.keys(assay.inhibitors ?? {})]
    return named.flatMap((key) => controlWells(assay, plate, { role: 'solvent-control', conditionKey, responderKey, stimulatorKeys, inhibitorKey: key }, holds))
  }
  return { stimulated: solvent(true), unstimulated: declaredPlain(assay, inhibitorKey) ? plainUnstimulated(assay, plate, { conditionKey, responderKey, stimulatorKey }) : solvent(false) }
}

/**
 * True where a solvent-control well holds the solvent of an inhibitor: it names that inhibitor, or one with the same solvent at the same
 * recorded percentage; a well that names none does so where that is true of all inhibitors with a solvent.
 */
export function holdsSolventOf(assay: Assay, well: Well, inhibitorKey: string): boolean {
  if (well.inhibitorKey !== undefined) return sameSolvent(assay, well.inhibitorKey, inhibitorKey)
  return Object.keys(assay.inhibitors ?? {}).every((key) => valueOf(assay.inhibitors?.[key]?.solvent) === undefined || sameSolvent(assay, key, inhibitorKey))
}

function sameSolvent(assay: Assay, one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [assay.inhibitors?.[one], assay.inhibitors?.[other]]
  const solvent = valueOf(a?.solvent)
  const percent = valueOf(a?.solventPercent)
  return solvent !== undefined && percent !== undefined && percent === valueOf(b?.solventPercent) && solvent.trim().toLowerCase() === valueOf(b?.solvent)?.trim().toLowerCase()
}

function isStimulated(well: Well): boolean {
  return valueOf(well.stimulated) !== false
}

function declaredPlain(assay: Assay, inhibitorKey: string): boolean {
  return valueOf(assay.inhibitors?.[inhibitorKey]?.unstimulatedWells) === 'unstimulated wells without either'
}

function plainUnstimulated(assay: Assay, plate: Plate, { conditionKey, responderKey, stimulatorKey }: Surroundings): readonly WellValue[] {
  return controlWells(assay, plate, { role: 'unstimulated-control', conditionKey, responderKey, stimulatorKeys: [stimulatorKey, null] })
}
