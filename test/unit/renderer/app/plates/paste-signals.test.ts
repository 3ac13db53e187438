import { describe, expect, it } from 'vitest'
import { pasteSignals } from '../../../../../renderer/app/plates/paste-signals.ts'
import { plateShape } from '../../../../../renderer/app/plates/well-grid.ts'

const shape = plateShape('96')
const paste = (text: string, row = 0, column = 0) => {
  const { signals, refused } = pasteSignals(text, { row, column }, shape)
  return [Object.fromEntries(signals), refused]
}

describe('a list of wells', () => {
  it('goes by the names, in any order, heading or not', () => {
    expect(paste('Well\tCPM\nB2\t250\nA01\t48210\n')).toEqual([{ B2: 250, A1: 48210 }, []])
    expect(paste('a1;210,5\nc12;0', 3, 3)).toEqual([{ A1: 210.5, C12: 0 }, []])
  })

  it('says what it did not take', () => {
    expect(paste('A1\t1\nJ1\t2\nA2\tn/a\nA1\t3\nA3\t4')).toEqual([{ A1: 1, A3: 4 }, ['line 2: this plate has no well "J1"', 'A2: "n/a" is not a number', 'A1 stands in the list twice; the first value was taken']])
  })
})

describe('a block', () => {
  it('is laid from the chosen well', () => {
    expect(paste('1,5\t2\n3\t4', 1, 2)).toEqual([{ B3: 1.5, B4: 2, C3: 3, C4: 4 }, []])
  })

  it('goes where letters and column numbers say', () => {
    expect(paste('\t1\t2\nB\t10\t20\nC\t30\t-', 5, 5)).toEqual([{ B1: 10, B2: 20, C1: 30 }, []])
    expect(paste('B\t10\nA\t20', 5, 5)).toEqual([{ B1: 10, A1: 20 }, []])
  })

  it('takes small numbers for signals, not for a heading', () => {
    expect(paste('1\t2\t3\n4\t5\t6')).toEqual([{ A1: 1, A2: 2, A3: 3, B1: 4, B2: 5, B3: 6 }, []])
  })

  it('leaves blanks and refuses what is outside or can be read in two ways', () => {
    expect(paste('5\t\t6', 7, 10)).toEqual([{ H11: 5 }, ['"6" would stand outside the plate, at H13']])
    expect(paste('48,210\t7')).toEqual([{ A2: 7 }, ['A1: "48,210" can be read in two ways; write it without a thousands sign']])
  })
})
