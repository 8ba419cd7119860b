import { createCipheriv, randomBytes } from 'node:crypto'
import { FIRST_FREE_TYPE } from '../../../../crypto/session/session-signals.ts'
import { type Bench, figureOf } from '../bench.ts'
import { inTurn } from '../in-turn.ts'
import { nobleHandshake } from './noble-handshake.ts'
import { openSession } from './session-pair.ts'

/** How much of a handshake by @noble/curves ours may cost. Source: docs/performance.md, "Goals". */
const HANDSHAKE_GOAL = 1 / 12
/** How much faster than the plain way messages are to be sealed. Source: docs/performance.md, "Goals". */
const SEALING_GOAL = 2.8
/** Handshakes and messages in a round. Chosen here: half a second each on a slow machine. */
const FULL = { handshakes: 60, messages: 20_000 }
/** Handshakes before any is measured. Chosen here: then the next ones are no faster. */
const WARM_UP = { own: 1_500, noble: 100 }
const MESSAGE_BYTES = 200
/** As many bytes as a session's frame authenticates beside its content. */
const AAD_BYTES = 33

/** What a sealed session costs: its handshake, and each message in it. */
export const sessionBench: Bench = {
  name: 'session',
  async run({ rounds, scale, progress }) {
    const handshakes = Math.ceil(FULL.handshakes * scale)
    const messages = Math.ceil(FULL.messages * scale)
    warmUp(scale)
    progress(`${handshakes} handshakes a round`)
    const opened = await inTurn(['own', 'noble'], rounds, (side) =>
      cpuMicrosOf(handshakes, side === 'own' ? openSession : nobleHandshake),
    )
    progress(`${messages} messages a round`)
    const seal = { own: sealOwn(), plain: sealPlain }
    const sealed = await inTurn(['own', 'plain'], rounds, (side) => cpuMicrosOf(messages, seal[side]))
    return {
      bench: 'session',
      figures: [
        figureOf(
          {
            name: 'handshake: CPU of both ends',
            goal: HANDSHAKE_GOAL,
            better: 'lower',
            against:
              'the same curve operations by @noble/curves, without its hashes, seals and messages; ours with them, in one process',
          },
          opened.map(({ own, noble }) => own / noble),
        ),
        figureOf(
          {
            name: 'messages of 200 bytes sealed a second',
            goal: SEALING_GOAL,
            better: 'higher',
            against:
              'createCipheriv with a raw key and as much authenticated data; ours as whole messages, numbered and framed',
          },
          sealed.map(({ own, plain }) => plain / own),
        ),
      ],
    }
  },
}

/** Both compiled before either is measured: a Node that runs for days has them so. */
function warmUp(scale: number): void {
  for (let n = 0; n < WARM_UP.own * scale; n += 1) openSession()
  for (let n = 0; n < WARM_UP.noble * scale; n += 1) nobleHandshake()
}

/** CPU time, not the wall's: others may use the machine. */
function cpuMicrosOf(times: number, work: () => void): number {
  const before = process.cpuUsage()
  for (let n = 0; n < times; n += 1) work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

function sealOwn(): () => void {
  const { initiator } = openSession()
  const content = { channel: 'control', type: FIRST_FREE_TYPE, bytes: randomBytes(MESSAGE_BYTES) } as const
  return () => {
    initiator.happen({ kind: 'say', content })
    initiator.written()
  }
}

const plain = { key: randomBytes(32), aad: randomBytes(AAD_BYTES), bytes: randomBytes(MESSAGE_BYTES) }

function sealPlain(): void {
  const cipher = createCipheriv('aes-256-gcm', plain.key, randomBytes(12))
  cipher.setAAD(plain.aad)
  Buffer.concat([cipher.update(plain.bytes), cipher.final(), cipher.getAuthTag()])
}
