import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pasteChanges } from '../../../../renderer/ui/sheet/paste-changes.ts'
import { readTableText, writeTableText } from '../../../../renderer/ui/sheet/table-text.ts'

describe('text from a spreadsheet', () => {
  it.each([
    ['1\t2\n3\t4\n', [['1', '2'], ['3', '4']]],
    ['1\t2\r\n3\t4', [['1', '2'], ['3', '4']]],
    ['a\t\n\tb', [['a', ''], ['', 'b']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['"two\nlines"\t"say ""so"""\nx', [['two\nlines', 'say "so"'], ['x']]],
    ['5" pipe\t2', [['5" pipe', '2']]],
    ['', []],
  ])('reads %j', (text, rows) => {
    expect(readTableText(text)).toEqual(rows)
  })

  it('reads what it wrote', () => {
    const cell = fc.string({ maxLength: 6, unit: fc.constantFrom('a', '1', '"', '\t', '\n', ',') }).map((s) => s.trim())
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      expect(readTableText(writeTableText(rows))).toEqual(rows)
    }))
  })
})

describe('where pasted cells go', () => {
  const columns = [{ key: 'a', header: 'Seeded' }, { key: 'b', header: 'Cells seeded' }, { key: 'pd', header: 'PD', isComputed: true }, { key: 'c', header: 'Live cells' }]
  const at = { columns, rows: 2, canGrow: true, row: 1, column: 0 }

  it('to the right and below, into new rows as well', () => {
    expect(pasteChanges([['x', '1'], ['y', '2']], at)).toEqual({ left: '', changes: [{ row: 1, column: 'a', text: 'x' }, { row: 1, column: 'b', text: '1' }, { row: 2, column: 'a', text: 'y' }, { row: 2, column: 'b', text: '2' }] })
  })

  it('under the headers of its own first row', () => {
    expect(pasteChanges([['Live cells', 'remark', 'Cells seeded (cells)'], ['9', 'fine', '1']], at)).toEqual({ left: '1 pasted value has no place in this table and was left out', changes: [{ row: 1, column: 'c', text: '9' }, { row: 1, column: 'b', text: '1' }] })
  })

  it('never into a computed column, nor beyond a table that cannot grow; what is left out is said', () => {
    expect(pasteChanges([['1', '2', '3', '4', '5']], { ...at, row: 0, column: 1 })).toEqual({ left: '3 pasted values have no place in this table and were left out', changes: [{ row: 0, column: 'b', text: '1' }, { row: 0, column: 'c', text: '3' }] })
    expect(pasteChanges([['x'], ['y']], { ...at, canGrow: false }).left).toContain('1 pasted value')
  })

  it('clears a cell that was pasted over with nothing, and begins no row with nothing', () => {
    expect(pasteChanges([['', ''], ['', '']], at).changes).toEqual([{ row: 1, column: 'a', text: '' }, { row: 1, column: 'b', text: '' }])
  })
})
