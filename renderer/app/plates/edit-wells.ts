import type { Plate, Well, WellRole } from '../../../shared/records/plate.ts'

type Wells = Plate['wells']

/** What is put into wells; a key that is absent leaves what a well has, null takes it away. */
export type WellContent = {
  readonly role?: WellRole
} & { readonly [K in ContentKey]?: Well[K] | null }
type ContentKey = 'conditionKey' | 'materialKey' | 'responderKey' | 'stimulatorKey' | 'inhibitorKey' | 'ratioMscPerResponder' | 'excluded'

const contentKeys: readonly ContentKey[] = ['conditionKey', 'materialKey', 'responderKey', 'stimulatorKey', 'inhibitorKey', 'ratioMscPerResponder', 'excluded']

/** The wells with something put into those named. A well that has no role yet becomes a sample. */
export function putIntoWells(wells: Wells, names: readonly string[], content: WellContent): Wells {
  return changed(wells, names, (well) => {
    const next: Record<string, unknown> = { ...well, ...(content.role === undefined ? {} : { role: content.role }) }
    for (const key of contentKeys) {
      const value = content[key]
      if (value === null) Reflect.deleteProperty(next, key)
      else if (value !== undefined) next[key] = value
    }
    return { ...next, role: content.role ?? well.role }
  })
}

/** The wells with signals. A well that was not laid out gets one all the same: the layout may follow. */
export function putSignals(wells: Wells, signals: ReadonlyMap<string, number>): Wells {
  return changed(wells, [...signals.keys()], (well, name) => {
    const signal = signals.get(name)
    return signal === undefined ? well : { ...well, signal }
  })
}

/** The wells without the signals of those named; what was put into them stays. */
export function clearSignals(wells: Wells, names: readonly string[]): Wells {
  return changed(wells, names.filter((name) => wells[name] !== undefined), (well) => {
    const { signal, ...rest } = well
    return signal === undefined ? well : rest
  })
}

/** The plate without the wells named. */
export function removeWells(wells: Wells, names: readonly string[]): Wells {
  const gone = new Set(names)
  return Object.fromEntries(Object.entries(wells).filter(([name]) => !gone.has(name)))
}

function changed(wells: Wells, names: readonly string[], change: (well: Well, name: string) => Well): Wells {
  return { ...wells, ...Object.fromEntries(names.map((name) => [name, change(wells[name] ?? { role: 'sample' }, name)])) }
}
