/** Marks a branch that the compiler has shown to be impossible; throws if untyped data reaches it all the same. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`)
}
