// The few names that browsers, workers and Node all have and that the ES library does not declare.
// Declared here, minimal, so that shared/ compiles without the DOM or Node libraries.

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
declare var TextEncoder: { new (): TextEncoder }

interface TextDecoder {
  decode(input?: Uint8Array, options?: { readonly stream?: boolean }): string
}
declare var TextDecoder: { new (label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean }): TextDecoder }

interface WritableStreamDefaultWriter<W = unknown> {
  readonly ready: Promise<void>
  write(chunk: W): Promise<void>
  close(): Promise<void>
  abort(reason?: unknown): Promise<void>
  releaseLock(): void
}
interface WritableStream<W = unknown> {
  getWriter(): WritableStreamDefaultWriter<W>
  abort(reason?: unknown): Promise<void>
  close(): Promise<void>
}
declare var WritableStream: {
  new <W = unknown>(
    sink?: { write?(chunk: W): void | Promise<void>; close?(): void | Promise<void>; abort?(reason?: unknown): void | Promise<void> },
    strategy?: { readonly highWaterMark?: number },
  ): WritableStream<W>
}

interface ReadableStreamDefaultReader<R = unknown> {
  read(): Promise<{ readonly done: false; readonly value: R } | { readonly done: true; readonly value?: undefined }>
  cancel(reason?: unknown): Promise<void>
  releaseLock(): void
}
interface ReadableStreamDefaultController<R = unknown> {
  enqueue(chunk: R): void
  close(): void
  error(reason?: unknown): void
}
interface ReadableStream<R = unknown> {
  getReader(): ReadableStreamDefaultReader<R>
  cancel(reason?: unknown): Promise<void>
}
declare var ReadableStream: {
  new <R = unknown>(
    source?: { pull?(controller: ReadableStreamDefaultController<R>): void | Promise<void>; start?(controller: ReadableStreamDefaultController<R>): void; cancel?(reason?: unknown): void | Promise<void> },
    strategy?: { readonly highWaterMark?: number },
  ): ReadableStream<R>
}
