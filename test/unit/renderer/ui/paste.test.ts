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
  const at = { columns, rows: 2, canGrow: true, at: { row: 1, column: 0 } }

  it('to the right and below, into new rows as well', () => {
    expect(pasteChanges([['x', '1'], ['y', '2']], at)).toEqual({ left: '', changes: [{ row: 1, column: 'a', text: 'x' }, { row: 1, column: 'b', text: '1' }, { row: 2, column: 'a', text: 'y' }, { row: 2, column: 'b', text: '2' }] })
  })

  it('under the headers of its own first row', () => {
    expect(pasteChanges([['Live cells', 'remark', 'Cells seeded (cells)'], ['9', 'fine', '1']], at)).toEqual({ left: '1 pasted value has no place in this table and was left out', changes: [{ row: 1, column: 'c', text: '9' }, { row: 1, column: 'b', text: '1' }] })
  })

  it('never into a computed column, nor beyond a table that cannot grow; what is left out is said', () => {
    expect(pasteChanges([['1', '2', '3', '4', '5']], { ...at, at: { row: 0, column: 1 } })).toEqual({ left: '3 pasted values have no place in this table and were left out', changes: [{ row: 0, column: 'b', text: '1' }, { row: 0, column: 'c', text: '3' }] })
    expect(pasteChanges([['x'], ['y']], { ...at, canGrow: false }).left).toContain('1 pasted value')
  })

  it('clears a cell that was pasted over with nothing, and begins no row with nothing', () => {
    expect(pasteChanges([['', ''], ['', '']], at).changes).toEqual([{ row: 1, column: 'a', text: '' }, { row: 1, column: 'b', text: '' }])
  })

  it('into the rows its first column names, in any order; a name that is no row is left out', () => {
    const panel = { columns: [{ key: 'positive', header: 'Positive' }, { key: 'events', header: 'Events' }], rows: 3, canGrow: false, names: ['CD73', 'HLA-DR', 'CD45'], at: { row: 0, column: 0 } }
    expect(pasteChanges([['Marker', 'Positive (%)'], ['cd45', '0.4'], ['HLA DR', '0.9'], ['CD999', '5']], panel)).toEqual({ left: '2 pasted values have no place in this table and were left out', changes: [{ row: 2, column: 'positive', text: '0.4' }, { row: 1, column: 'positive', text: '0.9' }] })
    expect(pasteChanges([['CD73', '98', '5000'], ['CD45', '1', '4000']], panel).changes.map((c) => [c.row, c.column, c.text])).toEqual([[0, 'positive', '98'], [0, 'events', '5000'], [2, 'positive', '1'], [2, 'events', '4000']])
    // Numbers that name no row go from the chosen cell on.
    expect(pasteChanges([['98', '5000'], ['1', '4000']], panel).changes[2]).toEqual({ row: 1, column: 'positive', text: '1' })
  })

  it('without a chosen cell only where headers say where', () => {
    expect(pasteChanges([['x', '1'], ['y', '2']], { ...at, at: null })).toMatchObject({ changes: [] })
    expect(pasteChanges([['Seeded', 'Live cells'], ['x', '9']], { ...at, at: null }).changes).toEqual([{ row: 2, column: 'a', text: 'x' }, { row: 2, column: 'c', text: '9' }])
  })
})
