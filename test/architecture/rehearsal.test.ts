import { describe, expect, test } from 'vitest'
import { importsOf, readSources, targetOf } from './source-files.ts'

/** All that a rehearsal may know of the network: what ends in this process, or leads where the transport leads that it is given; the names of lanes, and how Nodes choose their neighbours. */
const NETWORK_ALLOWED = [
  'src/main/network/dial-choice.ts',
  'src/main/network/lanes.ts',
  'src/main/network/neighbour.ts',
  'src/main/network/neighbourhood.ts',
  'src/main/network/simulated-link.ts',
  'src/main/network/simulated-network.ts',
  'src/main/network/simulated-transport.ts',
  'src/main/network/simulated-way.ts',
]
/** Packages that lead out of the process. */
const WAYS_OUT =
  /^(?:node:(?:net|dgram|http2?|https|tls|dns|child_process|worker_threads)|libp2p|@libp2p\/|ws$)/u

const sources = readSources('src/main/rehearsal/*.ts')

describe('rehearsals', () => {
  test('there are sources to look at', () => {
    expect(sources.length).toBeGreaterThan(10)
  })

  test('know no network but the simulated one', () => {
    const others = sources.flatMap((file) =>
      importsOf(file)
        .map(({ specifier }) => targetOf(file, specifier))
        .filter((target) => target?.startsWith('src/main/network/') && !NETWORK_ALLOWED.includes(target)),
    )
    expect(others).toEqual([])
  })

  test('have no way out of the process', () => {
    const ways = sources.flatMap((file) =>
      importsOf(file).filter(({ specifier }) => WAYS_OUT.test(specifier)),
    )
    expect(ways).toEqual([])
  })

  test('never take the surroundings of a real Node', () => {
    expect(sources.filter(({ text }) => text.includes('realSurroundings')).map(({ path }) => path)).toEqual(
      [],
    )
  })
})
