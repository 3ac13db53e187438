/// <reference types="electron" />
// One CommonJS file with nothing but Electron: what a sandboxed preload can load. It hands the window two functions and decides nothing;
// name and arguments are checked in the main process.
const electron: typeof Electron.CrossProcessExports = require('electron')

electron.contextBridge.exposeInMainWorld('stromabook', {
  call: (name: string, args: unknown): Promise<unknown> => electron.ipcRenderer.invoke('stromabook:call', name, args),
  // The event of Electron itself stays on this side: it carries the sender.
  listen: (listener: (event: unknown) => void): void => { electron.ipcRenderer.on('stromabook:event', (_sender, event) => { listener(event) }) },
})
