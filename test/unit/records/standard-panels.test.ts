import { expect, it } from 'vitest'
import { isct2006Panel } from '../../../shared/records/standard-panels.ts'
import { markerPanels } from '../../../shared/sample/marker-panels.ts'

it('offers the published panel as the sample has it', () => {
  expect(markerPanels().find((p) => 'code' in p && p.code === isct2006Panel.code)).toMatchObject(isct2006Panel)
})
