import { Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { readCode } from '../../app/read-code.ts'

/** Pictures looked at per second: each takes some ten milliseconds, and a hand holds a vial longer than that. */
const looksPerSecond = 5
/** Longer side of the picture that is looked at, in pixels: enough for a code of 25 modules that fills a tenth of it. */
const longestSide = 800

export type CameraViewProps = {
  /** Called once for each code that comes before the camera. Must stay the same function while the camera runs. */
  readonly onRead: (text: string) => void
  readonly onFailure: (words: string) => void
}

/** Picture of the camera, looked through for codes as long as it is shown; the camera is let go with it. */
export function CameraView({ onRead, onFailure }: CameraViewProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [read, setRead] = useState('')
  useEffect(() => {
    const shown = video.current
    if (shown === null) return
    return watchCamera(shown, (text) => {
      setRead(text)
      onRead(text)
    }, onFailure)
  }, [onRead, onFailure])
  return (
    <>
      <video ref={video} muted playsInline aria-label="Picture of the camera" style={{ width: '100%', borderRadius: 6 }} />
      <Text size="sm" role="status">{read === '' ? 'Looking for a code ...' : `Read: ${read}`}</Text>
    </>
  )
}

/** Starts the camera into a video element and reads codes from it. Answers what ends it. */
function watchCamera(shown: HTMLVideoElement, onRead: (text: string) => void, onFailure: (words: string) => void): () => void {
  let stream: MediaStream | undefined
  let over = false
  let timer = 0
  let last = ''
  const canvas = new OffscreenCanvas(1, 1)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  const stop = (): void => {
    over = true
    window.clearTimeout(timer)
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  const look = (): void => {
    if (over || pen === null) return
    const text = shown.videoWidth === 0 ? undefined : readFrame(shown, canvas, pen)
    if (text !== undefined && text !== last) {
      last = text
      onRead(text)
    }
    timer = window.setTimeout(look, 1000 / looksPerSecond)
  }
  const start = async (): Promise<void> => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
    // Closed while the person was asked: let the camera go again.
    if (over) return stop()
    shown.srcObject = stream
    await shown.play()
    look()
  }
  start().catch((error: unknown) => {
    if (over) return
    stop()
    onFailure(cameraWords(error))
  })
  return stop
}

function readFrame(shown: HTMLVideoElement, canvas: OffscreenCanvas, pen: OffscreenCanvasRenderingContext2D): string | undefined {
  const scale = Math.min(1, longestSide / Math.max(shown.videoWidth, shown.videoHeight))
  canvas.width = Math.round(shown.videoWidth * scale)
  canvas.height = Math.round(shown.videoHeight * scale)
  pen.drawImage(shown, 0, 0, canvas.width, canvas.height)
  return readCode(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)
}

function cameraWords(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError') return 'This program may not use the camera. Allow it in the settings of the browser or the computer, or type the code.'
  if (name === 'NotFoundError') return 'No camera was found. Connect one, use a keyboard scanner, or type the code.'
  if (name === 'NotReadableError') return 'Another program uses the camera. Close that program, or type the code.'
  return `It could not be started (${error instanceof Error ? error.message : String(error)}). Type the code instead.`
}
