import { contextBridge, ipcRenderer } from 'electron'
import { type Frame, type FrameChannel, IPC_FRAMES } from '../shared/bridge/channel.ts'

const channel: FrameChannel = {
  send: (frame) => ipcRenderer.send(IPC_FRAMES, frame),
  onFrame(listener) {
    const forward = (_event: unknown, frame: Frame): void => listener(frame)
    ipcRenderer.on(IPC_FRAMES, forward)
    return () => void ipcRenderer.off(IPC_FRAMES, forward)
  },
  onClose: () => () => {}, // the page never outlives its main process
}

contextBridge.exposeInMainWorld('mirrorwell', channel)
