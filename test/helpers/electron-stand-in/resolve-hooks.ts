const standIn = new URL('./electron.js', import.meta.url).href

type Next = (specifier: string, context: unknown) => Promise<unknown>

/** Module hook: "electron" is the stand-in; everything else as ever. */
export async function resolve(specifier: string, context: unknown, next: Next): Promise<unknown> {
  return specifier === 'electron' ? { url: standIn, shortCircuit: true, format: 'module' } : next(specifier, context)
}
