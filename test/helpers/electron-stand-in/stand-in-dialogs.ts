import { report } from './control.ts'

type Question = { readonly message: string; readonly detail?: string; readonly buttons: readonly string[]; readonly cancelId?: number; readonly signal?: AbortSignal }

/** What the test has chosen in the dialogues of the system. */
export const answers: { open: readonly string[] | null; save: string | null } = { open: null, save: null }
const asked = new Set<(button: number) => void>()

/** Presses a button of every question that is open. */
export function pressButton(button: number): void {
  for (const answer of asked) answer(button)
}

/** The dialogues of the system, answered by the test. */
export const standInDialog = {
  showOpenDialog: async (): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }> => ({ canceled: answers.open === null, filePaths: answers.open ?? [] }),
  showSaveDialog: async (): Promise<{ readonly canceled: boolean; readonly filePath: string }> => ({ canceled: answers.save === null, filePath: answers.save ?? '' }),
  showMessageBox: (_window: unknown, question: Question): Promise<{ readonly response: number }> => new Promise((resolve) => {
    const answer = (response: number): void => {
      asked.delete(answer)
      resolve({ response })
    }
    asked.add(answer)
    question.signal?.addEventListener('abort', () => {
      if (!asked.has(answer)) return
      report({ say: 'question-taken-back' })
      answer(question.cancelId ?? 0)
    })
    report({ say: 'question', message: question.message, detail: question.detail ?? '', buttons: question.buttons })
  }),
}
