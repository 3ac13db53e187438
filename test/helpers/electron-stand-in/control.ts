/** What a test tells the stand-in over the channel of the child process. */
export type Command =
  /** The test hears the page: load it. */
  | { readonly do: 'begin' }
  | { readonly do: 'answer-open'; readonly paths: readonly string[] | null }
  | { readonly do: 'answer-save'; readonly path: string | null }
  /** Presses a button of the question that is open. */
  | { readonly do: 'press-button'; readonly button: number }
  | { readonly do: 'close' }
  | { readonly do: 'ask-permission'; readonly permission: string; readonly url: string }
  | { readonly do: 'check-permission'; readonly permission: string; readonly url: string }
  | { readonly do: 'ask-device'; readonly sort: string; readonly url: string }
  | { readonly do: 'show-certificate'; readonly url: string }
  | { readonly do: 'attach-web-view' }
  | { readonly do: 'open-file'; readonly path: string }
  /** Goes down the menu bar by labels and chooses the last one. */
  | { readonly do: 'choose-menu'; readonly labels: readonly string[] }
  | { readonly do: 'place-window'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly maximised: boolean }
  /** Really ends the process of the page. */
  | { readonly do: 'crash-page' }

/** An entry of the menu bar as a person sees it. */
export type MenuLine = { readonly label: string; readonly keys?: string; readonly below?: readonly MenuLine[] }

/** What the stand-in tells the test. */
export type Report =
  | { readonly say: 'open'; readonly port: number }
  | { readonly say: 'reopened' }
  | { readonly say: 'permission'; readonly permission: string; readonly granted: boolean }
  | { readonly say: 'permission-check'; readonly permission: string; readonly granted: boolean }
  | { readonly say: 'device'; readonly sort: string; readonly granted: boolean }
  | { readonly say: 'certificate'; readonly prevented: boolean; readonly trusted: boolean }
  | { readonly say: 'web-view'; readonly prevented: boolean }
  | { readonly say: 'download'; readonly url: string; readonly prevented: boolean }
  | { readonly say: 'external'; readonly url: string }
  | { readonly say: 'question'; readonly message: string; readonly detail: string; readonly buttons: readonly string[] }
  | { readonly say: 'question-taken-back' }
  | { readonly say: 'focus' }
  | { readonly say: 'menu'; readonly menu: readonly MenuLine[] }
  | { readonly say: 'window'; readonly preferences: Readonly<Record<string, unknown>>; readonly place: Readonly<Record<string, unknown>>; readonly maximised: boolean }

/** Sends a report to the test, if one is listening. */
export function report(message: Report): void {
  process.send?.(message)
}
