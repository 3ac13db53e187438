import type { RecordOf } from '../../records/record-kinds.ts'
import { fail, ok, type Result } from '../../util/result.ts'
import { carries, meanScorePercent, type Death } from '../arthritis/deaths.ts'
import type { StudyClock } from '../arthritis/study-days.ts'
import { byAnimal, type Reading } from './readings.ts'
import { totalOf, type ScoreQuantity } from './histology.ts'
import type { BoundedValue } from './bounded-value.ts'

export type ScoreStudy = { readonly experiment: RecordOf<'experiment'>; readonly scale: RecordOf<'score-scale'>; readonly clock: StudyClock; readonly minimumObserved: number; readonly armOf: (animalKey: string) => string | undefined }

/**
 * Grade of weight loss in the GVHD score (criteria as tabulated in hindawi mi/2021/5170123, Table 1: below 10 %, 10 to below 25 %, above
 * 25 %). The table leaves exactly 25 % open; it is graded 2 here, as exactly 10 % is graded 1: each limit belongs to the worse grade.
 * @param lossPercent weight lost, percent of the animal's own starting weight; a gain is negative and graded 0.
 * Reason for failure: no finite number, or above 100.
 */
export function gvhdWeightGrade(lossPercent: number): Result<0 | 1 | 2> {
  if (!(lossPercent <= 100) || !Number.isFinite(lossPercent)) return fail(`a weight loss of ${lossPercent} % is impossible`)
  return ok(lossPercent < 10 ? 0 : lossPercent < 25 ? 1 : 2)
}

/**
 * Course of the GVHD score of each animal as two quantities, percent of the scale maximum, over [first administration, planned end]:
 * the time-weighted mean with deaths as in the arthritis score (disease endpoint and treatment carry the maximum to the planned end, others
 * count with their observed time), and the highest score observed (the scale maximum after such a death).
 * An impossible score makes the animal not assessable.
 */
export function gvhdQuantities(readings: readonly Reading[], study: ScoreStudy): readonly ScoreQuantity[] {
  const courses = [...byAnimal(readings)].map(([animalKey, own]) => ({ animalKey, own, course: courseOf(animalKey, own, study) }))
  const samples = (own: readonly Reading[]): readonly string[] => [...new Set(own.map((r) => r.words))]
  const limits = `day ${study.clock.window.from} to ${study.clock.window.to}`
  return [
    {
      part: 'time-weighted mean', definition: `time-weighted mean score (trapezoid), ${limits}, % of the maximum of the scale (${study.scale.maximumTotal}); deaths: primary rule of the score`,
      values: courses.map(({ animalKey, own, course }) => ({ animalKey, samples: samples(own), value: course.ok ? meanOf(course.value, study) : course })),
    },
    {
      part: 'maximum', definition: `highest score observed, ${limits}, % of the maximum of the scale (${study.scale.maximumTotal}); a death by disease or treatment counts as the maximum`,
      values: courses.map(({ animalKey, own, course }) => ({ animalKey, samples: samples(own), value: course.ok ? maximumOf(course.value, study) : course })),
    },
  ]
}

type Course = { readonly points: readonly { readonly time: number; readonly value: number }[]; readonly death: Death | undefined }

function courseOf(animalKey: string, own: readonly Reading[], { experiment, scale, clock, armOf }: ScoreStudy): Result<Course> {
  const clockOf = clock.of(animalKey, armOf(animalKey) ?? '')
  if (!clockOf.ok) return clockOf
  const { shift } = clockOf.value
  const died = experiment.animals[animalKey]?.death
  const death = died === undefined ? undefined : { day: died.day - shift, cause: died.cause }
  const days = new Map<number, Reading[]>()
  for (const r of own) {
    if (r.day === null) return fail('a score has no day')
    days.set(r.day, [...(days.get(r.day) ?? []), r])
  }
  const points: { time: number; value: number }[] = []
  for (const [day, list] of [...days].sort(([a], [b]) => a - b)) {
    if (death !== undefined && day - shift > death.day) continue
    const total = totalOf(list, scale, 1)
    if (!total.ok) return fail(`day ${day}: ${total.error}`)
    points.push({ time: day - shift, value: total.value })
  }
  return ok({ points, death })
}

function meanOf({ points, death }: Course, { scale, clock, minimumObserved }: ScoreStudy): Result<BoundedValue> {
  const mean = meanScorePercent({ points, death, window: clock.window, scaleMaximum: scale.maximumTotal, minimumObserved }, 'primary')
  return mean.ok ? ok({ value: mean.value.value }) : mean
}

function maximumOf({ points, death }: Course, { scale, clock: { window } }: ScoreStudy): Result<BoundedValue> {
  const inWindow = points.filter((p) => p.time >= window.from && p.time <= window.to)
  const worst = death !== undefined && death.day >= window.from && death.day <= window.to && carries(death.cause)
  if (worst) return ok({ value: 100 })
  if (inWindow.length === 0) return fail('not scored within the window')
  return ok({ value: (100 * Math.max(...inWindow.map((p) => p.value))) / scale.maximumTotal })
}
