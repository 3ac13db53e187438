import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { dayAfter, originOfFields, published, sampleHeader } from './sample-header.ts'
import { sampleId } from './sample-id.ts'
import { simulateCulture, type CultureStep } from './simulate-culture.ts'
import { harvestDraw, simulateStock, vialCode } from './simulate-stock.ts'
import { differentiation, simulatePanel, type TrueMarkers } from './simulate-tests.ts'
import { schurgersCitation } from './sources/schurgers-table-2.ts'

const abstract = published(`${schurgersCitation}, abstract`)
const figure1 = published(`${schurgersCitation}, caption of Figure 1`)
const unknown = { blank: 'unknown', reason: 'not stated in what was read of the publication' } as const
const countsNote = 'Only the medium and the passages phenotyped (wild type 3, 4 and 7; knock-out 2 and 12) were published; dates, counts, vials and the other passages are simulated.'

type Side = {
  readonly code: string
  readonly donorCode: string
  readonly genotype: string
  readonly knockOut: boolean
  readonly lastPassage: number
  readonly phenotyped: readonly { readonly number: number; readonly markers: TrueMarkers }[]
  readonly seed: number
}

/** Haematopoietic cells fade with passage; the shares are invented, since no percentages were found. */
const wildType: Side = {
  code: 'SCH-WT', donorCode: 'SCH-D-WT', genotype: 'wild type', knockOut: false, lastPassage: 7, seed: 2010,
  phenotyped: [
    { number: 3, markers: { CD11b: 0.14, CD45: 0.15, 'Sca-1': 0.84 } },
    { number: 4, markers: { CD11b: 0.06, CD45: 0.07, 'Sca-1': 0.92 } },
    { number: 7, markers: { CD11b: 0.012, CD45: 0.011, 'Sca-1': 0.972 } },
  ],
}
const knockOut: Side = {
  code: 'SCH-KO', donorCode: 'SCH-D-KO', genotype: 'IFN-gamma receptor knock-out', knockOut: true, lastPassage: 12, seed: 2011,
  phenotyped: [
    { number: 2, markers: { CD11b: 0.22, CD45: 0.24, 'Sca-1': 0.78 } },
    { number: 12, markers: { CD11b: 0.008, CD45: 0.009, 'Sca-1': 0.978 } },
  ],
}

/** First day of passage 1 in the simulated culture; the bank of passage 3 is thawed once per run, and grown to a passage 4. */
export const schurgersStart = '2025-02-03'
export const schurgersThaws = ['2025-05-14', '2025-05-21', '2025-05-28', '2025-06-04'] as const

/** Code of the n-th passage-4 culture (1 to 4), each from a vial of its own. */
export function schurgersHarvest(batchCode: string, n: number): string {
  return `${batchCode}-P4-${'abcd'.charAt(n - 1)}`
}

/** Batches SCH-WT and SCH-KO: DBA/1 bone-marrow MSC as far as Schurgers et al. 2010 could be read, the rest simulated. */
export function schurgersBatches(): readonly AnyRecord[] {
  return [wildType, knockOut].flatMap((side) => {
    const passages = simulateCulture(side.code, side.seed, steps(side), countsNote).map((p) => withPublishedFields(side, p))
    const bank = simulateStock(
      {
        code: `${side.code}-B3`, passageCode: `${side.code}-P3`, type: 'research', frozenOn: dayAfter(schurgersStart, 27), cellsPerVial: 1e6, vialsFrozen: 5, freezeMedium: '10 % DMSO in fetal bovine serum', dmsoPercent: 10,
        release: {
          status: 'released', on: dayAfter(schurgersStart, 34), reason: 'research bank',
        }, thaws: schurgersThaws, viabilityAfterThaw: 90, restHours: 0, stored: 1, rack: side.knockOut ? '2' : '1',
      },
      side.seed + 10,
    )
    const panels = side.phenotyped.map(({ number, markers }, i) => {
      const p = `${side.code}-P${String(number)}`
      const test = simulatePanel(
        side.code === 'SCH-WT' && number === 4 ? schurgersHarvest(side.code, 1) : p, 'PANEL-MOUSE', harvestDay(side, number), markers,
        10_000, side.seed + 20 + i,
      )
      return {
        ...test, fieldOrigins: originOfFields(figure1, ...Object.keys(markers).map((m) => `/markers/${m}/marker`)),
        note: 'Published: that these markers were followed in these passages. Percentages and events are simulated.',
      }
    })
    return [donorOf(side), batchOf(side), ...passages, ...bank, ...draws(side), ...panels, ...differentiated(side)]
  })
}

/** What was read does not say which of the two cells were differentiated, so that only the wild type's test carries published fields. */
function differentiated({ code, knockOut: ko }: Side): readonly RecordOf<'differentiation-test'>[] {
  return (['adipogenic', 'osteogenic'] as const).map((lineage) => {
    const test = differentiation(schurgersHarvest(code, 1), lineage, 21)
    if (ko) return { ...test, note: 'Simulated. Whether the knock-out cells were differentiated was not read.' }
    const note = 'Published: 21 days from confluency, the stain, and that MSC differentiated. Which passage was tested, and the control, are simulated. No chondrogenic test is named.'
    return { ...test, fieldOrigins: originOfFields(figure1, '/lineage', '/days', '/stain', '/result'), note }
  })
}

/** Every passage 4 went onto plates; the second and third also into mice. */
function draws({ code }: Side): readonly AnyRecord[] {
  return schurgersThaws.flatMap((thawed, i) => {
    const on = dayAfter(thawed, 6)
    const passage = schurgersHarvest(code, i + 1)
    const plates = ['SCH-A1', 'SCH-A2'].map((assay) => harvestDraw(
      `${passage} ${assay}`, passage, on, 4e5, { type: 'assay', assayId: sampleId('assay', assay) },
    ))
    const day = [undefined, 16, 23][i]
    const preparation = `SCH-CIA-${code.slice(4)}-d${String(day)}`
    return day === undefined ? plates : [
      ...plates,
      harvestDraw(`${passage} mice`, passage, on, 1.2e7, { type: 'preparation', preparationId: sampleId('preparation', preparation) }),
    ]
  })
}

function donorOf({ donorCode, genotype }: Side): RecordOf<'donor'> {
  return {
    ...sampleHeader('donor', donorCode, abstract), code: donorCode, species: 'mouse', strain: 'DBA/1', genotype, sex: unknown, age: unknown,
    substrain: unknown, note: 'One record for the mice the marrow came from; their number was not read.',
  }
}

function batchOf({ code, donorCode, knockOut: ko }: Side): RecordOf<'batch'> {
  return {
    ...sampleHeader('batch', code, abstract),
    code,
    cellName: 'bone-marrow MSC (BM-MSC), as the paper calls them',
    source: { type: 'donor', donorId: sampleId('donor', donorCode) },
    tissue: 'bone marrow',
    isolation: unknown,
    collectedAt: unknown,
    isolatedCells: unknown,
    geneticModification: { type: 'none' },
    countP0Doublings: 'not-counted',
    note: ko
      ? 'Cells of knock-out mice (IFN-gamma receptor), not modified in culture. Growth, suppression and arthritis values of this batch are simulated; the publication’s captions give conditions, not numbers.'
      : 'Cells of wild-type DBA/1 mice. Growth, suppression and arthritis values of this batch are simulated; the publication’s captions give conditions, not numbers.',
  }
}

/** Passage 0 up to the last, nine days each, and four passages 4 from the bank of passage 3. */
function steps({ lastPassage, code }: Side): readonly CultureStep[] {
  const medium = {
    basalMedium: 'MesenCult (murine)', detachment: 'trypsin-EDTA', oxygenPercent: 21, co2Percent: 5, temperatureC: 37, format: 'monolayer',
  } as const
  const chain = Array.from({ length: lastPassage + 1 }, (_, number): CultureStep => ({
    suffix: `P${String(number)}`, number, seededOn: dayAfter(schurgersStart, 9 * (number - 1)), days: 9, seededCells: 6e5, doublings: number === 0 ? 1 : 3.8 - 0.08 * number, areaCm2: 175, vessels: 1, vessel: 'T175',
    ...(number === 0 ? { conditions: medium } : { from: [`P${String(number - 1)}`] }),
    morphology: number < 4 ? 'mixed' : 'spindle-shaped',
    // The chain goes on beyond the expiry of this lot of medium.
    reagentLots: ['SIM-LOT-MEDIUM-OLD'],
  }))
  const fromBank = schurgersThaws.map((day, i): CultureStep => ({
    suffix: schurgersHarvest(code, i + 1).slice(code.length + 1), number: 4, seededOn: day, days: 6, seededCells: 7.5e5, doublings: 4.5, areaCm2: 525, vessels: 3, vessel: 'T175', thawed: [vialCode(`${code}-B3`, i + 1)], morphology: 'spindle-shaped',
  }))
  return [...chain, ...fromBank]
}

function harvestDay(side: Side, number: number): string {
  return side.code === 'SCH-WT' && number === 4 ? dayAfter(schurgersThaws[0], 6) : dayAfter(schurgersStart, 9 * number)
}

/** Medium, and the number of a passage the caption names, are published; so is that the passage was phenotyped. */
function withPublishedFields(side: Side, passage: RecordOf<'passage'>): RecordOf<'passage'> {
  const named = side.phenotyped.some((p) => p.number === passage.number)
  const pointers = [...(passage.conditions?.basalMedium === undefined ? [] : ['/conditions/basalMedium']), ...(named ? ['/number'] : [])]
  return pointers.length === 0 ? passage : { ...passage, fieldOrigins: originOfFields(figure1, ...pointers) }
}
