import { describe, expect, test } from 'vitest'
import { importsOf, readSources, type SourceFile, withoutComments } from './source-files.ts'

/** Beginnings of paths where something is allowed, with the reason. */
interface Allowed {
  readonly under: string
  readonly why: string
}

interface Ambient {
  readonly what: string
  readonly matches: RegExp
  readonly allowed: readonly Allowed[]
}

const PORTS: Allowed = { under: 'src/main/platform/', why: 'the ports themselves' }
const HOSTS: Allowed = { under: 'src/main/hosts/', why: 'a host is the outside world' }
const PAGE_CLOCK: Allowed = { under: 'src/renderer/platform/', why: "the page's own clock" }
const LIBP2P: Allowed = {
  under: 'src/main/network/libp2p-',
  why: 'the adapter of real networks: what it waits for is real, and no simulated world has it',
}

/** What a Node may have from its ports alone, so that a simulated world can hold it still. */
const AMBIENT: readonly Ambient[] = [
  {
    what: 'the time of day, and time that passes',
    matches:
      /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\()|(?<!new )(?<![.\w])Date\(|\bTemporal\.Now\b|\bperformance\s*\.\s*(?:now|timeOrigin|mark|measure)\b|\bhrtime\b|\bprocess\.uptime\b/u,
    allowed: [PORTS, HOSTS, PAGE_CLOCK],
  },
  {
    what: 'timers',
    matches: /\bset(?:Timeout|Interval)\b|\bnode:timers\b|\bscheduler\b|\bAtomics\.wait/u,
    allowed: [PORTS, HOSTS, PAGE_CLOCK],
  },
  { what: 'limits of time', matches: /\bAbortSignal\.timeout\b/u, allowed: [HOSTS, LIBP2P] },
  {
    what: 'chance',
    matches:
      /\bMath\.random\b|\brandom(?:Bytes|UUID|Int|Fill|FillSync|SecretKey|PrivateKey)\b|\bgetRandomValues\b|\bgenerateKey(?:Pair)?(?:Sync)?\b|\bkeygen\b/u,
    allowed: [PORTS, HOSTS],
  },
  {
    what: 'other threads and processes',
    matches: /\bnode:(?:worker_threads|child_process|cluster)\b|\bnew Worker\b/u,
    allowed: [HOSTS],
  },
  {
    // A turn is no time: under a clock that stands still, all turns run to their end before it goes on, in the
    // order in which they were asked for. So a turn needs no port. But nothing may be timed by turns, so each
    // place that asks for one is known.
    what: 'turns of the event loop',
    matches: /\bsetImmediate\b|\bqueueMicrotask\b|\bnextTick\b/u,
    allowed: [
      { under: 'src/main/platform/signal.ts', why: "a listener's mistake is the process's, after this task" },
      { under: 'src/main/app/events.ts', why: 'what changed in one turn is told together' },
      { under: 'src/main/storage/database.ts', why: 'what is written in one turn is one transaction' },
      { under: 'src/main/replica/replica.ts', why: 'tells of a transaction once that has ended' },
      { under: 'src/main/network/alert-precedence.ts', why: 'lets every listener hear of an end first' },
      { under: 'src/main/network/neighbour-link.ts', why: 'an alert of this task goes before its bulk' },
      { under: 'src/main/rehearsal/virtual-time.ts', why: 'waits for the turns of all others' },
    ],
  },
]

const sources = readSources('src/**/*.{ts,tsx,mjs}')
/** Code, and what it imports: a specifier is text too. */
const linesOf = ({ text }: SourceFile): readonly string[] => withoutComments(text).split('\n')

describe('time, chance, timers and threads come through ports', () => {
  test('there are sources to look at', () => {
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(20)
  })

  test.each(AMBIENT)('$what', ({ allowed, matches }) => {
    const found = sources
      .filter(({ path }) => !allowed.some(({ under }) => path.startsWith(under)))
      .flatMap((file) =>
        linesOf(file).flatMap((line, index) => {
          const hit = matches.exec(line)?.[0]
          return hit === undefined ? [] : [`${file.path}:${index + 1} ${hit}`]
        }),
      )
    expect(found).toEqual([])
  })

  test.each(AMBIENT)('$what: nothing is allowed where nobody needs it', ({ allowed, matches }) => {
    const isNeeded = ({ under }: Allowed): boolean =>
      sources.some((file) => file.path.startsWith(under) && linesOf(file).some((line) => matches.test(line)))
    expect(allowed.filter((place) => !isNeeded(place)).map(({ under }) => under)).toEqual([])
  })
})

describe('the rule itself', () => {
  const findsAny = (code: string): boolean => AMBIENT.some(({ matches }) => matches.test(code))

  test.each([
    'const atMs = Date.now()',
    'const today = new Date()',
    'const today = new Date',
    'const words = Date()',
    'performance.now()',
    'process.hrtime.bigint()',
    'AbortSignal.timeout(limitMs)',
    "import { setTimeout as pause } from 'node:timers/promises'",
    "import { randomBytes } from 'node:crypto'",
    'crypto.randomUUID()',
    'ed25519.keygen()',
    "const { Worker } = await import('node:worker_threads')",
    'setImmediate(() => again())',
    'queueMicrotask(done)',
    'process.nextTick(done)',
  ])('sees %s', (code) => {
    expect(findsAny(code)).toBe(true)
  })

  test.each([
    'new Date(atMs).toISOString()',
    'const day: Date | null = null',
    'clock.nowMs()',
    'random.bytes(16)',
    'timers.after(delayMs, task)',
    'AbortSignal.any([a, b])',
    'toDate(atMs)',
  ])('has nothing against %s', (code) => {
    expect(findsAny(code)).toBe(false)
  })
})
