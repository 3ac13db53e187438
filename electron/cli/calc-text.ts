import type { CalculatorNotes } from '../../shared/domain/calculators/calculator.ts'
import type { Dilution } from '../../shared/domain/calculators/dilution.ts'
import type { DoseVolumes } from '../../shared/domain/calculators/dose-volumes.ts'
import type { InhibitorWells } from '../../shared/domain/calculators/inhibitor-wells.ts'
import type { PowderStock } from '../../shared/domain/calculators/powder-stock.ts'
import type { RatioSeries } from '../../shared/domain/calculators/ratio-series.ts'
import type { Seeding } from '../../shared/domain/calculators/seeding.ts'
import type { VialsToThaw } from '../../shared/domain/calculators/vials-to-thaw.ts'
import { formatCells, formatRatio, formatSignificant } from '../../shared/util/format-number.ts'

/** Answers of the calculators as lines of text: what to pipette, the formula, warnings. Volumes and concentrations with four digits. */

export function dilutionText(a: Dilution): readonly string[] {
  return [
    `${amount(a.stockVolumeUl, 'µl')} of stock (${digits(a.stockConcentration)}) + ${amount(a.diluentVolumeUl, 'µl')} of diluent = ${amount(a.finalVolumeUl, 'µl')} at ${digits(a.finalConcentration)}`,
    `1 in ${digits(a.dilutionFactor)}`,
    ...notes(a),
  ]
}

export function powderText(a: PowderStock): readonly string[] {
  return [`dissolve to ${amount(a.volumeUl, 'µl')} (${amount(a.amountMicromol, 'µmol')})`, ...notes(a)]
}

export function seedingText(a: Seeding): readonly string[] {
  return [
    `each vessel: ${formatCells(a.viableCellsPerVessel)} viable cells = ${amount(a.suspensionPerVesselMl, 'ml')} of suspension + ${amount(a.mediumPerVesselMl, 'ml')} of medium`,
    `all vessels, with overfill: ${formatCells(a.viableCellsTotal)} viable cells = ${amount(a.suspensionTotalMl, 'ml')} of suspension + ${amount(a.mediumTotalMl, 'ml')} of medium`,
    ...(a.vesselsPossible === null ? [] : [`the cells at hand are enough for ${String(a.vesselsPossible)} vessels, without overfill`]),
    ...notes(a),
  ]
}

export function doseText(a: DoseVolumes): readonly string[] {
  return [
    `suspension: ${amount(a.suspensionMl, 'ml')} at ${formatCells(a.viableCellsPerMl)} viable cells per ml (${formatCells(a.allCellsPerMl)} cells per ml in all)`,
    `cells to have: ${formatCells(a.viableCellsTotal)} viable, ${formatCells(a.allCellsTotal)} in all`,
    ...a.animals.map((animal) => `  animal ${String(animal.animal)}${animal.bodyWeightG === null ? '' : `, ${digits(animal.bodyWeightG)} g`}: ${amount(animal.volumeUl, 'µl')}, ${formatCells(animal.viableCells)} viable cells`),
    ...notes(a),
  ]
}

export function vialsText(a: VialsToThaw): readonly string[] {
  return [
    `thaw ${String(a.vials)} ${a.vials === 1 ? 'vial' : 'vials'}: ${formatCells(a.viableCellsExpected)} viable cells expected, ${formatCells(a.viableCellsSurplus)} more than needed with overfill`,
    ...(a.vialsAtLowestRecovery === null ? [] : [`with the lowest recovery: ${String(a.vialsAtLowestRecovery)}`]),
    ...notes(a),
  ]
}

export function ratioText(a: RatioSeries): readonly string[] {
  return [
    ...a.steps.map((s) => `  ${formatRatio(s.ratioMscPerResponder).padStart(7)}  ${formatCells(s.mscPerWell)} MSC per well, ${formatCells(s.mscPerMl)} per ml: ${amount(s.takenUl, 'µl')} of ${s.takenFrom === 'stock' ? 'the suspension at hand' : `the ${formatRatio(s.takenFrom)} suspension`} + ${amount(s.mediumUl, 'µl')} of medium`),
    `MSC: ${formatCells(a.mscTotal)} in ${amount(a.mscStockUl, 'µl')} of the suspension at hand`,
    `responders for ${String(a.wells)} wells: ${formatCells(a.respondersTotal)} in ${amount(a.responderStockUl, 'µl')} of the suspension at hand + ${amount(a.responderMediumUl, 'µl')} of medium`,
    ...notes(a),
  ]
}

export function inhibitorText(a: InhibitorWells): readonly string[] {
  return [
    `every mixture holds ${digits(a.solventPercent)} % solvent`,
    ...a.steps.map((s) => `  ${s.finalMicromolar === 0 ? 'solvent control' : amount(s.finalMicromolar, 'µmol/l')}: ${amount(s.stockUl, 'µl')} of stock + ${amount(s.solventUl, 'µl')} of solvent + ${amount(s.mediumUl, 'µl')} of medium = ${amount(s.madeUl, 'µl')}`),
    `in all ${amount(a.stockTotalUl, 'µl')} of stock, ${amount(a.solventTotalUl, 'µl')} of solvent`,
    ...notes(a),
  ]
}

function notes(a: CalculatorNotes): readonly string[] {
  return [...a.warnings.map((w) => `Warning: ${w}`), `Formula: ${a.method}`]
}

function digits(value: number): string {
  return formatSignificant(value, 4)
}

function amount(value: number, unit: string): string {
  return `${digits(value)} ${unit}`
}
