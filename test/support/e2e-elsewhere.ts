import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Asked for by a browser of its own accord. */
const ICON = '/favicon.ico'

/** Another site on this machine, which no page of ours may call. It answers everything, to everybody. */
export class Elsewhere {
  /** The paths that somebody asked for. */
  readonly calls: string[] = []
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      if (request.url !== ICON) this.calls.push(String(request.url))
      const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/html' }
      response.writeHead(200, headers).end('<!doctype html><title>elsewhere</title>')
    })
    this.#server.on('upgrade', (request, socket) => {
      this.calls.push(String(request.url))
      socket.destroy()
    })
  }

  static async open(): Promise<Elsewhere> {
    const elsewhere = new Elsewhere()
    await once(elsewhere.#server.listen(0, '127.0.0.1'), 'listening')
    return elsewhere
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
