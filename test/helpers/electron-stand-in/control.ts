/** What a test tells the stand-in over the channel of the child process. */
export type Command =
  | { readonly do: 'answer-open'; readonly paths: readonly string[] | null }
  | { readonly do: 'answer-save'; readonly path: string | null }
  | { readonly do: 'close' }
  | { readonly do: 'ask-permission'; readonly permission: string; readonly url: string }
  | { readonly do: 'second-instance'; readonly argv: readonly string[] }

/** What the stand-in tells the test. */
export type Report =
  | { readonly say: 'open'; readonly port: number }
  | { readonly say: 'permission'; readonly permission: string; readonly granted: boolean }
  | { readonly say: 'external'; readonly url: string }
  | { readonly say: 'window'; readonly preferences: Readonly<Record<string, unknown>> }

/** Sends a report to the test, if one is listening. */
export function report(message: Report): void {
  process.send?.(message)
}
