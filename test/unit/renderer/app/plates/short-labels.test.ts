import { expect, it } from 'vitest'
import { shortLabels } from '../../../../../renderer/app/plates/short-labels.ts'

const short = (...labels: readonly string[]) => [...shortLabels(new Map(labels.map((label, i) => [String(i), label]))).values()]

it('keeps what tells labels apart, from the last break on', () => {
  expect(short('vial UC-1-WCB-01', 'vial UC-1-WCB-12')).toEqual(['01', '12'])
  expect(short('vial UC-1', 'vial UC-1-X')).toEqual(['1', '1-X'])
  expect(short('wild type', 'knock-out')).toEqual(['wild type', 'knock-out'])
  expect(short('MSC', 'MSC')).toEqual(['MSC', 'MSC'])
  expect(short('only one')).toEqual([''])
})
