const prefix = 'stromabook:'

/** Small settings of this window's browser profile: which notebook was open, who was at the bench, dark or light. Losing them loses no record. */
export const preferences = {
  get: (name: string): string | null => {
    try {
      return localStorage.getItem(prefix + name)
    } catch {
      return null
    }
  },
  set: (name: string, value: string): void => {
    try {
      localStorage.setItem(prefix + name, value)
    } catch {
      // A profile that keeps nothing still has to work.
    }
  },
  remove: (name: string): void => {
    try {
      localStorage.removeItem(prefix + name)
    } catch {
      // As above.
    }
  },
} as const
