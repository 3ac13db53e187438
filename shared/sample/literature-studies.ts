import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { inOrder, published, sampleHeader } from './sample-header.ts'
import { otherStudies } from './sources/other-studies.ts'
import { schurgersCitation, schurgersTable2, table2Papers, type Table2Row } from './sources/schurgers-table-2.ts'

type Study = RecordOf<'literature-study'>
type Arm = Omit<Study['arms'][string], 'order'>

/** The literature of the sample notebook: the 13 arms of Schurgers' Table 2, the paper itself, and what was read of others. */
export function literatureStudies(): readonly AnyRecord[] {
  return [
    schurgers2010(), ...table2Studies(),
    ...otherStudies.map((s): Study => ({ ...sampleHeader('literature-study', s.code, published(s.citation)), ...s })),
  ]
}

/** One study per paper of the table; its arms carry their row. */
function table2Studies(): readonly Study[] {
  const numbered = schurgersTable2.map((row, i) => ({ row, place: i + 1 }))
  return Object.entries(table2Papers).map(([paper, { code, citation, year, doi, summary, caveat }]) => {
    const rows = numbered.filter(({ row }) => row.likelyPaper === paper)
    const inferred = `Which paper reference ${String(rows[0]?.row.reference ?? 0)} of the table stands for is inferred from order and content.`
    return {
      ...sampleHeader('literature-study', code, published(`${schurgersCitation}, Table 2`, inferred)),
      code,
      citation,
      year,
      ...(doi === undefined ? {} : { doi }),
      verification: 'read in another paper',
      model: 'collagen-induced arthritis',
      ...(summary === undefined ? {} : { summary }),
      caveat: [caveat, inferred].filter((c) => c !== undefined).join(' '),
      arms: inOrder(Object.fromEntries(rows.map(({ row, place }) => [`row${String(place)}`, arm(row, place)]))),
    }
  })
}

function arm(row: Table2Row, place: number): Arm {
  return {
    material: row.material,
    species: row.species,
    strain: row.strain ?? {
      blank: row.species === 'human' ? 'not-applicable' : 'unknown',
      ...(row.species === 'human' ? {} : { reason: 'not stated in what was read' }),
    },
    tissue: row.tissue ?? { blank: 'unknown', reason: 'not stated in the table' },
    modification: row.modification,
    relation: row.relation ?? { blank: 'unknown', reason: 'the strain of the line was not read' },
    ...(row.relation === null ? {} : { relationBasis: 'inferred' as const }),
    route: row.route,
    cells: row.cells,
    schedule: row.schedule,
    outcome: 'as coded in the table: 0 none, - worse, + better',
    result: row.result,
    tableRow: `Schurgers 2010, Table 2, row ${String(place)} of 13, their reference ${String(row.reference)}`,
    caveat: 'A coded result without figures: no interval, no number of animals, and "none" means no effect reported. The paper behind the reference number, and the relation to the recipient, are inferred.',
  }
}

function schurgers2010(): Study {
  const cells = {
    blank: 'unknown',
    reason: 'the dose of the arthritis experiment is not in the captions; 1 × 10⁶ is stated for the experiment on T cells in vivo',
  } as const
  const common = {
    species: 'mouse', strain: 'DBA/1', tissue: 'bone marrow', recipient: 'DBA/1', relation: 'syngeneic', relationBasis: 'inferred',
    route: 'intravenous', cells, schedule: 'days 16 and 23', outcome: 'severity and incidence', result: 'none',
  } as const
  return {
    ...sampleHeader(
      'literature-study', 'LIT-SCHURGERS-2010',
      published(schurgersCitation, 'Abstract, captions of Figures 1 to 4 and Table 2 were read; the methods section was not.'),
    ),
    code: 'LIT-SCHURGERS-2010',
    citation: schurgersCitation,
    year: 2010,
    doi: '10.1186/ar2939',
    verification: 'read in the abstract or extract',
    model: 'collagen-induced arthritis',
    summary: 'MSC of wild-type mice suppressed T cells in vitro dose-dependently, those of IFN-gamma-receptor knock-out mice significantly less (iNOS, PD-L1 and PGE2 involved, IDO not). In vivo neither changed severity, incidence, antibody or cellular response to collagen, nor T-cell proliferation.',
    caveat: 'Ratios, scores, incidence, group sizes, score scale and the dose of the arthritis experiment were not found in what was read.',
    arms: inOrder({
      wt: { ...common, material: 'bone-marrow MSC, wild type', modification: 'native' },
      ko: { ...common, material: 'bone-marrow MSC, IFN-gamma receptor knock-out', modification: 'IFN-gamma receptor knock-out' },
    }),
  }
}
