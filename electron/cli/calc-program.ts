import { InvalidArgumentError, Option, type Command } from 'commander'
import { dilution } from '../../shared/domain/calculators/dilution.ts'
import { doseVolumes, type DoseInput } from '../../shared/domain/calculators/dose-volumes.ts'
import { inhibitorWells } from '../../shared/domain/calculators/inhibitor-wells.ts'
import { powderStock } from '../../shared/domain/calculators/powder-stock.ts'
import { ratioSeries } from '../../shared/domain/calculators/ratio-series.ts'
import { seeding } from '../../shared/domain/calculators/seeding.ts'
import { vialsToThaw } from '../../shared/domain/calculators/vials-to-thaw.ts'
import { readNumber } from '../../shared/util/read-number.ts'
import { dilutionText, doseText, inhibitorText, powderText, ratioText, seedingText, vialsText } from './calc-text.ts'
import { answerCommand } from './commands/calc.ts'
import { CommandFailure, exitCodes, type ExitCode } from './exit-codes.ts'

type Done = (code: ExitCode) => void

/** Options by name. Commander gives a value for each option that is required or has a default, and leaves the others undefined. */
type Numbers<Given extends string, Open extends string = never> = Readonly<Record<Given, number>> & Partial<Readonly<Record<Open, number>>> & { readonly json: boolean }

const help = `
Numbers may be written 5000, 5e3, 0.5 or 0,5. Nothing is stored. Cells are viable cells unless something else is said.`

/** Adds "calc" with the calculators of the bench. */
export function addCalcCommands(root: Command, done: Done): void {
  const calc = root.command('calc').description('calculators of the bench: dilutions, seeding, doses, vials, ratios, inhibitors').addHelpText('after', help)
  const add = (name: string, description: string): Command => calc.command(name).description(description).option('--json', 'as JSON', false)

  add('dilution', 'C1 V1 = C2 V2: give three, the fourth is computed; both concentrations in one unit')
    .option('--stock <concentration>', 'concentration of the stock', number)
    .option('--stock-volume <ul>', 'volume of stock, µl', number)
    .option('--final <concentration>', 'final concentration', number)
    .option('--final-volume <ul>', 'final volume, µl', number)
    .option('--smallest <ul>', 'smallest volume that you pipette, µl', number)
    .action((o: Numbers<never, 'stock' | 'stockVolume' | 'final' | 'finalVolume' | 'smallest'>) => {
      const input = { stockConcentration: o.stock ?? null, stockVolumeUl: o.stockVolume ?? null, finalConcentration: o.final ?? null, finalVolumeUl: o.finalVolume ?? null, ...(o.smallest === undefined ? {} : { smallestVolumeUl: o.smallest }) }
      done(answerCommand('dilution', dilution(input), dilutionText, o.json))
    })

  add('powder', 'volume that makes a stock of a weighed powder')
    .requiredOption('--mg <mg>', 'mass of powder, mg', number)
    .requiredOption('--molar-mass <g/mol>', 'of the powder as weighed (salt, hydrate)', number)
    .requiredOption('--stock <mM>', 'wanted concentration, mmol/l', number)
    .option('--purity <percent>', 'from its certificate', number, 100)
    .action((o: Numbers<'mg' | 'molarMass' | 'stock' | 'purity'>) => {
      done(answerCommand('powder', powderStock({ powderMg: o.mg, molarMassGPerMol: o.molarMass, purityPercent: o.purity, stockMillimolar: o.stock }), powderText, o.json))
    })

  add('seeding', 'cells and volumes to seed vessels at a density')
    .requiredOption('--density <cells>', 'viable cells per cm²', number)
    .requiredOption('--area <cm2>', 'growth area of a vessel, cm², as its maker states it', number)
    .requiredOption('--volume <ml>', 'volume of a vessel, ml', number)
    .requiredOption('--suspension <cells>', 'viable cells per ml at hand', number)
    .option('--vessels <n>', 'vessels', number, 1)
    .option('--overfill <percent>', 'more than is used', number, 0)
    .option('--available <cells>', 'viable cells at hand', number)
    .action((o: Numbers<'density' | 'area' | 'volume' | 'suspension' | 'vessels' | 'overfill', 'available'>) => {
      done(answerCommand('seeding', seeding({ densityCellsPerCm2: o.density, areaCm2: o.area, vessels: o.vessels, volumePerVesselMl: o.volume, viableCellsPerMl: o.suspension, overfillPercent: o.overfill, viableCellsAvailable: o.available ?? null }), seedingText, o.json))
    })

  add('doses', 'volume and cells of each animal, and suspension to make')
    .option('--cells <cells>', 'viable cells per animal', number)
    .option('--cells-per-kg <cells>', 'viable cells per kg of body weight', number)
    .option('--ul <ul>', 'volume per animal, µl', number)
    .option('--ml-per-kg <ml>', 'volume per kg of body weight, ml', number)
    .option('--suspension <cells>', 'viable cells per ml', number)
    .option('--animals <n>', 'animals, where no body weights are given', number)
    .option('--weights <g...>', 'body weights of the animals, g', numbers)
    .requiredOption('--viability <percent>', 'viable cells of all cells, as injected', number)
    .option('--overfill <percent>', 'more than is injected', number, 0)
    .option('--dead-volume <ul>', 'what stays in syringe and needle of each animal, µl', number, 0)
    .option('--largest <ul>', 'largest volume allowed per injection, µl', number)
    .action((o: DoseOptions) => {
      const dose = oneOf<DoseInput['dose']>('--cells, --cells-per-kg', [map(o.cells, (viableCells) => ({ per: 'animal', viableCells })), map(o.cellsPerKg, (viableCells) => ({ per: 'kg', viableCells }))])
      const volume = oneOf<DoseInput['volume']>('--ul, --ml-per-kg, --suspension', [map(o.ul, (ul) => ({ by: 'animal', ul })), map(o.mlPerKg, (ml) => ({ by: 'kg', ml })), map(o.suspension, (viableCellsPerMl) => ({ by: 'concentration', viableCellsPerMl }))])
      done(answerCommand('doses', doseVolumes({ dose, volume, animals: o.animals ?? null, bodyWeightsG: o.weights ?? [], viabilityPercent: o.viability, overfillPercent: o.overfill, deadVolumeUl: o.deadVolume, largestVolumeUl: o.largest ?? null }), doseText, o.json))
    })

  add('vials', 'vials to thaw for a number of viable cells')
    .requiredOption('--needed <cells>', 'viable cells needed after thaw and wash', number)
    .requiredOption('--per-vial <cells>', 'viable cells frozen per vial', number)
    .requiredOption('--recovery <percent>', 'viable cells after thaw and wash of those frozen', number)
    .option('--lowest-recovery <percent>', 'lowest recovery seen', number)
    .option('--overfill <percent>', 'more than is needed', number, 0)
    .option('--available <n>', 'vials in the bank', number)
    .action((o: Numbers<'needed' | 'perVial' | 'recovery' | 'overfill', 'lowestRecovery' | 'available'>) => {
      done(answerCommand('vials', vialsToThaw({ viableCellsNeeded: o.needed, viableCellsPerVial: o.perVial, recoveryPercent: o.recovery, lowestRecoveryPercent: o.lowestRecovery ?? null, overfillPercent: o.overfill, vialsAvailable: o.available ?? null }), vialsText, o.json))
    })

  add('ratios', 'dilutions of MSC for several ratios, and the responders for all wells')
    .requiredOption('--ratios <msc-per-responder...>', 'MSC per responder: 0.1 is 1:10', numbers)
    .requiredOption('--responders <cells>', 'responders per well', number)
    .requiredOption('--msc-suspension <cells>', 'viable MSC per ml at hand', number)
    .requiredOption('--responder-suspension <cells>', 'viable responders per ml at hand', number)
    .option('--wells <n>', 'wells per ratio', number, 3)
    .option('--controls <n>', 'wells with responders and no MSC', number, 6)
    .option('--msc-ul <ul>', 'volume of MSC per well, µl', number, 100)
    .option('--responder-ul <ul>', 'volume of responders per well, µl', number, 100)
    .option('--overfill <percent>', 'more than is used', number, 0)
    .addOption(new Option('--from <what>', 'what each ratio is diluted from').choices(['stock', 'next higher ratio']).default('stock'))
    .action((o: Numbers<'responders' | 'mscSuspension' | 'responderSuspension' | 'wells' | 'controls' | 'mscUl' | 'responderUl' | 'overfill'> & { readonly ratios: readonly number[]; readonly from: 'stock' | 'next higher ratio' }) => {
      done(answerCommand('ratios', ratioSeries({
        ratiosMscPerResponder: o.ratios, respondersPerWell: o.responders, wellsPerRatio: o.wells, wellsWithoutMsc: o.controls, mscVolumePerWellUl: o.mscUl, responderVolumePerWellUl: o.responderUl,
        mscPerMl: o.mscSuspension, respondersPerMl: o.responderSuspension, overfillPercent: o.overfill, dilutedFrom: o.from,
      }), ratioText, o.json))
    })

  add('inhibitor', 'an inhibitor at several concentrations with the same solvent in every well')
    .requiredOption('--stock <mM>', 'concentration of the stock, mmol/l', number)
    .requiredOption('--final <uM...>', 'final concentrations, µmol/l; the solvent control is added', numbers)
    .requiredOption('--well-volume <ul>', 'final volume of a well, µl', number)
    .option('--stock-solvent <percent>', 'solvent in the stock', number, 100)
    .option('--solvent <percent>', 'solvent in every well (default: what the highest concentration brings)', number)
    .option('--wells <n>', 'wells per concentration', number, 3)
    .option('--overfill <percent>', 'more than is used', number, 0)
    .option('--largest-solvent <percent>', 'most solvent that the cells bear', number)
    .action((o: Numbers<'stock' | 'wellVolume' | 'stockSolvent' | 'wells' | 'overfill', 'solvent' | 'largestSolvent'> & { readonly final: readonly number[] }) => {
      done(answerCommand('inhibitor', inhibitorWells({
        stockMillimolar: o.stock, stockSolventPercent: o.stockSolvent, finalMicromolar: o.final, wellVolumeUl: o.wellVolume, wellsPerConcentration: o.wells, overfillPercent: o.overfill,
        solventPercent: o.solvent ?? null, largestSolventPercent: o.largestSolvent ?? null,
      }), inhibitorText, o.json))
    })
}

type DoseOptions = Numbers<'viability' | 'overfill' | 'deadVolume', 'cells' | 'cellsPerKg' | 'ul' | 'mlPerKg' | 'suspension' | 'animals' | 'largest'> & { readonly weights?: readonly number[] }

function map<T>(value: number | undefined, to: (value: number) => T): T | undefined {
  return value === undefined ? undefined : to(value)
}

/** The one of several options that was given. */
function oneOf<T>(names: string, values: readonly (T | undefined)[]): T {
  const given = values.filter((v) => v !== undefined)
  const [first] = given
  if (first === undefined || given.length > 1) throw new CommandFailure(exitCodes.usage, `give one of ${names}`)
  return first
}

function number(text: string): number {
  const read = readNumber(text)
  if (!read.ok) throw new InvalidArgumentError(read.error)
  return read.value
}

function numbers(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), number(text)]
}
