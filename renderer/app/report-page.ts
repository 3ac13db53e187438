import { useEffect, useState } from 'react'
import type { PageSize as Size, TextPiece } from '../workers/pages/page-api.ts'
import { useNotebookWorkers } from './notebook-workers.ts'

export type PageSize = Size

type Wanted = { readonly document: number; readonly number: number; readonly pixelsPerPoint: number; readonly isWanted: boolean }

export type DrawnPage = {
  /** Document it is of, and its picture, to be taken over by one canvas. */
  readonly picture: { readonly document: number; readonly bitmap: ImageBitmap } | null
  readonly text: readonly TextPiece[]
  /** Why it could not be drawn. */
  readonly problem: string
}

/** Picture and text of a page of an opened report; the last ones stay until new ones are there. */
export function useReportPage({ document, number, pixelsPerPoint, isWanted }: Wanted): DrawnPage {
  const { pages } = useNotebookWorkers()
  const [picture, setPicture] = useState<DrawnPage['picture']>(null)
  const [text, setText] = useState<readonly TextPiece[]>([])
  const [problem, setProblem] = useState('')
  useEffect(() => {
    if (!isWanted) return
    let isStill = true
    pages.draw(document, number, pixelsPerPoint).then((bitmap) => {
      if (bitmap === null) return
      if (!isStill) {
        bitmap.close()
        return
      }
      setPicture({ document, bitmap })
      setProblem('')
    }, (error: unknown) => { if (isStill) setProblem(String(error)) })
    return () => { isStill = false }
  }, [pages, document, number, pixelsPerPoint, isWanted])
  useEffect(() => {
    if (!isWanted) return
    let isStill = true
    pages.text(document, number).then((read) => { if (isStill) setText(read) }, (error: unknown) => { if (isStill) setProblem(String(error)) })
    return () => { isStill = false }
  }, [pages, document, number, isWanted])
  return { picture, text, problem }
}
