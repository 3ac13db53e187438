import type { CustodyAnswer as Custody } from '../workers/calculation/custody-answer.ts'

/** Where the cells of a batch went, as the calculations answer it. */
export type CustodyAnswer = Custody
