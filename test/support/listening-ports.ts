import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** The TCP ports that a process listens on. Source: Linux, proc(5), /proc/pid/net/tcp: the fourth column is 0A, the tenth the socket. */
export function listeningPorts(pid: number): readonly number[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`)
    } catch {
      return '' // closed meanwhile
    }
  })
  const rows = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n'),
  )
  return rows
    .map((row) => row.trim().split(/\s+/u))
    .filter((columns) => columns[3] === '0A' && sockets.includes(`socket:[${columns[9]}]`))
    .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16))
}
