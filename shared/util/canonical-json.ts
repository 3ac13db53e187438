import canonicalize from 'canonicalize'

/** Deepest nesting that is accepted. Records nest about ten levels; more is a mistake or an attack on the stack. */
export const MAX_JSON_DEPTH = 100

/** Why a value has no canonical JSON: where (JSON pointer, empty for the value itself) and what is wrong there. */
export type JsonProblem = { readonly pointer: string; readonly problem: string }

/**
 * Looks for anything that JSON cannot carry, or that would come back as something else: NaN, infinities, undefined or holes in arrays,
 * functions, symbols, bigints, lone surrogates, instances of classes (dates, maps, byte arrays), cycles and nesting beyond
 * `MAX_JSON_DEPTH`, and the key `__proto__`, which programs in JavaScript mistake for something other than data.
 * A member of an object that is undefined counts as absent.
 * @returns the first problem, or null.
 */
export function findJsonProblem(value: unknown): JsonProblem | null {
  return search(value, 0)
}

/**
 * Canonical JSON (RFC 8785): one text for each value, whatever the order of keys; numbers as ECMAScript prints them, so 1.0 is `1`,
 * 1e21 is `1e+21`, and minus zero is `0` (RFC 8785 cannot tell -0 from 0, so neither can a hash or an archive).
 * Throws where `findJsonProblem` finds something: data from outside is checked first.
 */
export function canonicalJson(value: unknown): string {
  const found = findJsonProblem(value)
  if (found !== null) throw new TypeError(`no canonical JSON: ${found.problem}${found.pointer === '' ? '' : ` at ${found.pointer}`}`)
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('no canonical JSON')
  return text
}

/** True if the text has no half of a surrogate pair standing alone. Such text has no UTF-8 form and would be changed silently. */
export function isWellFormedText(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)
}

function search(value: unknown, depth: number): JsonProblem | null {
  switch (typeof value) {
    case 'boolean':
      return null
    case 'string':
      return isWellFormedText(value) ? null : here('text with half of a surrogate pair (a damaged character)')
    case 'number':
      return Number.isFinite(value) ? null : here(`the number ${String(value)}`)
    case 'object':
      return value === null ? null : depth >= MAX_JSON_DEPTH ? here(`nesting deeper than ${MAX_JSON_DEPTH} levels, or a cycle`) : searchInside(value, depth)
    case 'undefined':
    case 'function':
    case 'symbol':
    case 'bigint':
      return here(`a value of type ${typeof value}`)
  }
}

function searchInside(value: object, depth: number): JsonProblem | null {
  if (Array.isArray(value)) {
    // By index, not forEach: forEach skips holes.
    for (let i = 0; i < value.length; i++) {
      const found = search(value[i], depth + 1)
      if (found !== null) return below(String(i), found)
    }
    return null
  }
  if (!isPlainObject(value)) return here('an object that is not plain data (a date, map, byte array or the like)')
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') return here('the key __proto__, which is not allowed')
    if (!isWellFormedText(key)) return here('a key with half of a surrogate pair (a damaged character)')
    if (member === undefined) continue
    const found = search(member, depth + 1)
    if (found !== null) return below(key, found)
  }
  return null
}

/** Plain in any realm: a record that crossed a window or a worker has another Object.prototype. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || (Object.prototype.toString.call(value) === '[object Object]' && Object.getPrototypeOf(prototype) === null)
}

function here(problem: string): JsonProblem {
  return { pointer: '', problem }
}

function below(key: string, found: JsonProblem): JsonProblem {
  return { pointer: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${found.pointer}`, problem: found.problem }
}
