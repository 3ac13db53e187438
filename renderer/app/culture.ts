import type { CultureAnswer as Answer, ShownCondition as Shown } from '../workers/calculation/culture-answer.ts'

/** Culture of a batch as the calculations answer it. */
export type CultureAnswer = Answer

/** A condition as it holds for a passage. */
export type ShownCondition = Shown
