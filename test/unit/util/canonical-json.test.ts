import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, findJsonProblem, isWellFormedText, MAX_JSON_DEPTH } from '../../../shared/util/canonical-json.ts'
import { sha256Hasher, sha256Hex } from '../../../shared/util/sha256.ts'

describe('canonicalJson', () => {
  it('gives the text of RFC 8785, 3.2.2', () => {
    const value = JSON.parse('{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}')
    expect(canonicalJson(value)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}')
  })

  it('sorts keys by UTF-16 code units, as RFC 8785, 3.2.3', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'])
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map((m) => m[1]).join('')).toBe('2467153')
  })

  it.each([
    [-0, '0'], [5e-324, '5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'], [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'], [9.999999999999997e22, '9.999999999999997e+22'], [1e21, '1e+21'], [1e-7, '1e-7'], [0.000001, '0.000001'],
  ])('prints %d as RFC 8785, appendix B, does', (n, text) => {
    expect(canonicalJson(n)).toBe(text)
  })

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  })

  const cyclic: Record<string, unknown> = {}
  cyclic['a/b'] = cyclic
  it.each([
    ['NaN', { a: [1, NaN] }, '/a/1', 'NaN'], ['Infinity', [-Infinity], '/0', '-Infinity'], ['undefined in an array', [undefined], '/0', 'undefined'],
    ['a hole in an array', { x: new Array(2) }, '/x/0', 'undefined'], ['a function', { f: () => 1 }, '/f', 'function'], ['a bigint', 1n, '', 'bigint'],
    ['a symbol', { s: Symbol('s') }, '/s', 'symbol'], ['half a surrogate pair', { a: '\ud83d' }, '/a', 'surrogate'], ['half a pair in a key', { '\udc00': 1 }, '', 'surrogate'],
    ['a date', { d: new Date(0) }, '/d', 'plain'], ['a map', new Map(), '', 'plain'], ['bytes', new Uint8Array(1), '', 'plain'],
    ['__proto__', JSON.parse('{"a":{"__proto__":1}}'), '/a', '__proto__'],
  ])('refuses %s and says where', (_, value, pointer, word) => {
    const found = findJsonProblem(value)
    expect(found?.pointer).toBe(pointer)
    expect(found?.problem).toContain(word)
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })

  it('refuses a cycle and deep nesting, and allows nesting up to the limit', () => {
    expect(findJsonProblem(cyclic)?.problem).toContain('cycle')
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
    expect(findJsonProblem(nested(MAX_JSON_DEPTH))).toBeNull()
    expect(findJsonProblem(nested(MAX_JSON_DEPTH + 1))).not.toBeNull()
  })

  it('does not depend on the order of keys, and can be read back', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }).filter((k) => k !== '__proto__'), fc.jsonValue({ stringUnit: 'grapheme' })), (value) => {
      fc.pre(findJsonProblem(value) === null)
      const text = canonicalJson(value)
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text)
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }))
  })

  it('knows damaged text from whole text', () => {
    expect(isWellFormedText('a😀é')).toBe(true)
    for (const damaged of ['\ud83d', '\ude00', '\ude00\ud83d', 'x\ud83dy']) expect(isWellFormedText(damaged)).toBe(false)
  })
})

describe('sha256', () => {
  // FIPS 180-4 example values (NIST, "SHA256.pdf").
  it.each([['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'], ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1']])('of %j', (text, hex) => {
    expect(sha256Hex(text)).toBe(hex)
  })

  it('does not depend on how the data was cut', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
      const hasher = sha256Hasher()
      chunks.forEach((c) => { hasher.update(c) })
      expect(hasher.hex()).toBe(sha256Hex(new Uint8Array(Buffer.concat(chunks))))
    }))
  })
})
