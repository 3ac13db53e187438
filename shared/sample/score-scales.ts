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

/** The three score scales, each with where it was read. */
export function scoreScales(): readonly AnyRecord[] {
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
