import { describe, expect, it } from 'vitest'
import { faultOf, isFault } from '../../../shared/host/fault-line.ts'

/** An error as a browser or Node makes it, with a stack of our own. */
function errorWith(name: string, message: string, frames: string, code?: string): Error {
  const error = Object.assign(new Error(message), { name, ...(code === undefined ? {} : { code }) })
  error.stack = `${name}: ${message}\n${frames}`
  return error
}

describe('what the log says of a fault', () => {
  it('keeps the sort and the places in the program', () => {
    expect(faultOf(errorWith('TypeError', 'x is not a function', '    at save (app://notebook/assets/index-4f2a.js:1:2345)\n    at https://lab.example/assets/zip-reader-8s_q.js:20:99'))).toEqual({ sort: 'TypeError', at: 'assets/index-4f2a.js:1:2345 assets/zip-reader-8s_q.js:20:99' })
    expect(faultOf(errorWith('Error', 'no space', '    at write (file:///home/anna/electron/stromabook/dist/electron/backup-folder.js:10:5)', 'ENOSPC'))).toEqual({ sort: 'Error_ENOSPC', at: 'electron/backup-folder.js:10:5' })
    // Firefox writes frames another way and leaves the message out.
    const firefox = new Error('secret')
    firefox.stack = 'save@http://127.0.0.1:7391/assets/index-4f2a.js:1:2345\n@http://127.0.0.1:7391/assets/index-4f2a.js:9:9'
    expect(faultOf(firefox).at).toBe('assets/index-4f2a.js:1:2345 assets/index-4f2a.js:9:9')
  })

  it.each([
    'donor D-001 of Dr. Anna Berg', 'several\nlines\n    at Anna (assets/Anna-Berg.js:1:1)', '', 'at assets/Berg.js:1:1', 'Berg'.repeat(2000),
  ])('never keeps its message: %s', (message) => {
    const fault = faultOf(errorWith('RangeError', message, '    at f (app://notebook/assets/index.js:1:2)\n    at Berg (/home/berg/x.js:1:1)'))
    expect(fault).toEqual({ sort: 'RangeError', at: 'assets/index.js:1:2' })
    expect(isFault(fault)).toBe(true)
  })

  it('says little of what is no error, or calls itself something odd', () => {
    expect(faultOf('donor D-001')).toEqual({ sort: 'NotAnError', at: '' })
    expect(faultOf(errorWith('donor D-001', 'x', ''))).toEqual({ sort: 'Error', at: '' })
  })

  it.each([
    { sort: 'Type Error', at: '' }, { sort: 'TypeError', at: 'donor "D-001"' }, { sort: 'TypeError', at: 'a'.repeat(401) }, { sort: 'TypeError', at: '', message: 'D-001' }, { sort: 'TypeError' }, { sort: 'TypeError', at: 'a\nb' }, null, 'TypeError',
  ])('refuses another form: %j', (value) => {
    expect(isFault(value)).toBe(false)
  })
})
