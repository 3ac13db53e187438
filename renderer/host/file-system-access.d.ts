// Parts of the File System Access API that TypeScript's DOM library does not have yet; absent in Firefox and Safari.

interface FileSystemHandlePermissionDescriptor { mode?: 'read' | 'readwrite' }

interface FileSystemDirectoryHandle {
  queryPermission?(descriptor?: FileSystemHandlePermissionDescriptor): Promise<PermissionState>
  requestPermission?(descriptor?: FileSystemHandlePermissionDescriptor): Promise<PermissionState>
  values(): AsyncIterableIterator<FileSystemHandle>
}

interface FileSystemFileHandle {
  move?(name: string): Promise<void>
}

interface Window {
  showDirectoryPicker?(options?: { id?: string; mode?: 'read' | 'readwrite' }): Promise<FileSystemDirectoryHandle>
  showSaveFilePicker?(options?: { suggestedName?: string; types?: { description: string; accept: Record<string, string[]> }[] }): Promise<FileSystemFileHandle>
}

interface LaunchParams { readonly files: readonly FileSystemFileHandle[] }
interface Window { launchQueue?: { setConsumer(consumer: (params: LaunchParams) => void): void } }
