/** The three hosts of the same page, each by how the names of its tests begin; none begins another's. */
export const HOST_NAMES = {
  page: 'the loopback page in Chromium',
  standIn: 'the desktop on Electron stand-in (simulated)',
  electron: 'the desktop on Electron itself',
}

/** Which hosts tests of these names ran on. */
export function hostsIn(names) {
  return Object.keys(HOST_NAMES).filter((host) =>
    names.some((name) => name.startsWith(`${HOST_NAMES[host]} `)),
  )
}

/** Which of the hosts ran, and which did not: no report leaves it open. */
export function hostsSentence(ran) {
  const told = (some) => some.map((host) => HOST_NAMES[host]).join('; ') || 'none'
  const left = Object.keys(HOST_NAMES).filter((host) => !ran.includes(host))
  return `Hosts that ran: ${told(ran)}. Not run: ${told(left)}.`
}
