/// <reference types="electron" />
// One CommonJS file with nothing but Electron: what a sandboxed preload can load. It hands the window one function and decides nothing;
// name and arguments are checked in the main process.
const electron: typeof Electron.CrossProcessExports = require('electron')

electron.contextBridge.exposeInMainWorld('stromabook', {
  call: (name: string, args: unknown): Promise<unknown> => electron.ipcRenderer.invoke('stromabook:call', name, args),
})
