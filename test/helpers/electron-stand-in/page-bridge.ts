/** JSON cannot carry bytes; both sides of the wire between page and stand-in write them as base64. */

/** A value with its bytes as base64. */
export function packed(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(packed)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, packed(v)]))
  return value
}

/** The value again; a function of the page becomes one that calls it there. */
export function unpacked(value: unknown, callPage: (listener: number, args: readonly unknown[]) => void): unknown {
  if (Array.isArray(value)) return value.map((v) => unpacked(v, callPage))
  if (typeof value !== 'object' || value === null) return value
  if ('$nothing' in value) return undefined
  if ('$bytes' in value && typeof value.$bytes === 'string') return new Uint8Array(Buffer.from(value.$bytes, 'base64'))
  if ('$function' in value && typeof value.$function === 'number') {
    const { $function } = value
    return (...args: readonly unknown[]) => { callPage($function, args.map(packed)) }
  }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, unpacked(v, callPage)]))
}

/** Script of the page: makes what the preload exposed out of the one function of the wire. Runs before the page's own scripts, in every frame. */
export function pageScript(names: readonly (readonly [world: string, methods: readonly string[]])[]): string {
  return `(() => {
    const listeners = []
    const pack = (v) => v === undefined ? { $nothing: true } : typeof v === 'function' ? { $function: listeners.push(v) - 1 } : v instanceof Uint8Array ? { $bytes: btoa(Array.from(v, (b) => String.fromCharCode(b)).join('')) } : Array.isArray(v) ? v.map(pack) : v && typeof v === 'object' ? Object.fromEntries(Object.entries(v).filter(([, x]) => x !== undefined).map(([k, x]) => [k, pack(x)])) : v
    const unpack = (v) => Array.isArray(v) ? v.map(unpack) : v && typeof v === 'object' ? ('$bytes' in v ? Uint8Array.from(atob(v.$bytes), (c) => c.charCodeAt(0)) : Object.fromEntries(Object.entries(v).map(([k, x]) => [k, unpack(x)]))) : v
    Object.defineProperty(window, '__standInListener', { value: (n, args) => { listeners[n]?.(...args.map(unpack)) } })
    for (const [world, methods] of ${JSON.stringify(names)}) {
      const api = Object.fromEntries(methods.map((m) => [m, async (...args) => {
        const answer = await window.__standInWire(world, m, args.map(pack))
        if (answer && answer.error) throw new Error(answer.error)
        return unpack(answer.value)
      }]))
      Object.defineProperty(window, world, { value: Object.freeze(api) })
    }
  })()`
}
