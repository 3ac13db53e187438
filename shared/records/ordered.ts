/** Items of a keyed collection in their printed order (ties by key), each with its key. */
export function ordered<T extends { readonly order: number }>(collection: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] {
  if (collection === undefined) return []
  return Object.entries(collection).sort(([ka, a], [kb, b]) => a.order - b.order || (ka < kb ? -1 : ka > kb ? 1 : 0))
}
