import { useIntersection } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useReportPage, type PageSize } from '../../app/report-page.ts'

export type ReportPageProps = { readonly document: number; readonly number: number; readonly of: number; readonly size: PageSize; readonly scale: number }

/** One page as it will print: its picture, and above it its text, which can be selected, searched and read aloud. */
export function ReportPage({ document, number, of, size, scale }: ReportPageProps) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' })
  const canvas = useRef<HTMLCanvasElement>(null)
  const { picture, text, problem } = useReportPage({ document, number, pixelsPerPoint: scale * window.devicePixelRatio, isWanted: entry?.isIntersecting === true })
  const [drawn, setDrawn] = useState(0)
  useEffect(() => {
    if (picture === null || canvas.current === null || picture.bitmap.width === 0) return
    canvas.current.width = picture.bitmap.width
    canvas.current.height = picture.bitmap.height
    canvas.current.getContext('bitmaprenderer')?.transferFromImageBitmap(picture.bitmap)
    setDrawn(picture.document)
  }, [picture])
  return (
    <div ref={ref} className="report-page" role="group" aria-label={`Page ${String(number)} of ${String(of)}`} data-drawn={drawn === document} style={{ width: size.width * scale, height: size.height * scale }}>
      <canvas ref={canvas} aria-hidden />
      <svg viewBox={`0 0 ${String(size.width)} ${String(size.height)}`}>
        {text.map((t, i) => <text key={i} x={t.left} y={t.top + t.height * 0.8} fontSize={t.height} {...(t.width > 0 ? { textLength: t.width, lengthAdjust: 'spacingAndGlyphs' as const } : {})}>{t.text}{t.endsLine ? '\n' : ''}</text>)}
      </svg>
      {problem !== '' && <p className="report-problem">This page could not be drawn ({problem}). Save the report as PDF to read it.</p>}
    </div>
  )
}
