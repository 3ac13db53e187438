import type { AnyRecord, RecordOf } from '../records/record-kinds.ts'
import { inOrder, published, sampleHeader } from './sample-header.ts'

type Scale = RecordOf<'score-scale'>

/** Clinical scores of arthritis in mice as read at their sources; all differ, so the scale goes with the experiment. */
const scales: readonly { readonly code: string; readonly name: string; readonly source: string; readonly perPaw: number; readonly grades: readonly string[]; readonly note?: string }[] = [
  {
    code: 'SCALE-UTHSC-16',
    name: 'UTHSC clinical score, 0 to 4 per paw',
    source: 'University of Tennessee Health Science Center, protocol of Brand and Rosloniec (uthsc.edu/ctr/cia, support protocol four)',
    perPaw: 4,
    grades: [
      'no sign of arthritis',
      'erythema and mild swelling confined to the mid-foot (tarsals) or ankle joint',
      'erythema and mild swelling from the ankle to the mid-foot',
      'erythema and moderate swelling from the ankle to the metatarsal joints',
      'erythema and severe swelling of ankle, foot and digits',
    ],
    note: 'The source asks for scoring two to three times a week.',
  },
  {
    code: 'SCALE-HOOKE-16',
    name: 'Hooke clinical score, 0 to 4 per paw',
    source: 'Hooke Laboratories, scoring of collagen-induced arthritis (hookelabs.com)',
    perPaw: 4,
    grades: [
      'normal paw',
      'one or two toes inflamed and swollen',
      'three or more toes inflamed without swelling of the paw, or mild swelling of the entire paw',
      'swelling of the entire paw',
      'severe swelling of the paw and all toes, or ankylosed paw that cannot grip a wire top',
    ],
  },
  {
    code: 'SCALE-LIMB-12',
    name: 'Limb score, 0 to 3 per limb',
    source: 'Limb score of the Williams type, as described in published methods (pubcompare.ai)',
    perPaw: 3,
    grades: ['normal', 'slight swelling and/or erythema', 'pronounced oedematous swelling', 'joint rigidity'],
  },
]

/** The score scales, each with where it was read. */
export function scoreScales(): readonly AnyRecord[] {
  return [...pawScales(), gvhdScale()]
}

/** Clinical score of graft-versus-host disease: five criteria, 0 to 2 each. The table at the source leaves a weight loss of exactly 25 % open; it is graded 2. */
function gvhdScale(): Scale {
  const source = 'Criteria as tabulated in Mediators of Inflammation 2021, article 5170123, Table 1 (hindawi.com)'
  const range = { minimum: 0, maximum: 2, step: 1 }
  return {
    ...sampleHeader('score-scale', 'SCALE-GVHD-10', published(source, 'Wording of the criteria shortened.')),
    code: 'SCALE-GVHD-10',
    name: 'GVHD score, five criteria of 0 to 2',
    source,
    species: 'mouse',
    parts: inOrder({
      weight: { name: 'weight loss (0: below 10 %; 1: 10 to below 25 %; 2: 25 % and more)', ...range },
      posture: { name: 'posture (0: normal; 1: hunched, not severely; 2: severe)', ...range },
      activity: { name: 'activity (0: normal; 1: mildly to moderately decreased; 2: stationary unless stimulated)', ...range },
      fur: { name: 'fur (0: normal; 1: mildly to moderately ruffled; 2: severely ruffled)', ...range },
      skin: { name: 'skin (0: normal; 1: scaling of paws or tail; 2: obvious denuded areas)', ...range },
    }),
    maximumTotal: 10,
    combination: 'sum',
    note: 'At exactly 25 % weight loss the source gives no grade; grade 2 is a choice made here.',
  }
}

function pawScales(): readonly Scale[] {
  return scales.map(({ code, name, source, perPaw, grades, note }): Scale => {
    const range = { minimum: 0, maximum: perPaw, step: 1 }
    return {
      ...sampleHeader('score-scale', code, published(source, 'Wording of the grades shortened.')),
      code,
      name,
      source,
      species: 'mouse',
      parts: inOrder({
        LF: { name: 'left fore paw', ...range }, RF: { name: 'right fore paw', ...range }, LH: { name: 'left hind paw', ...range },
        RH: { name: 'right hind paw', ...range },
      }),
      grades: inOrder(Object.fromEntries(grades.map((meaning, score) => [`g${String(score)}`, { score, meaning }]))),
      maximumTotal: 4 * perPaw,
      combination: 'sum',
      ...(note === undefined ? {} : { note }),
    }
  })
}
