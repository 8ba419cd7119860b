import { createSigner, verifySignature } from '../../../../crypto/signing.ts'
import type { PeerCalls, PeerRole } from './peer-calls.ts'
import { play, type RolePlayer } from './peer-roles.ts'

/** How often a peer that waits for links looks again. */
const LOOK_AGAIN_MS = 20

/* A process that takes part in a bench: it does what the bench's own process asks, until that ends. */

const players = new Map<PeerRole, RolePlayer>()

const answers: { [Name in keyof PeerCalls]: (input: PeerCalls[Name]) => Promise<unknown> } = {
  async start({ role, folder }) {
    const player = await play(role, folder)
    players.set(role, player)
    return player.address
  },
  async dial({ role, addresses }) {
    await playing(role).dial?.(addresses)
    return null
  },
  async linked({ role, links }) {
    const { links: count = () => links } = playing(role)
    while (count() < links) await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS))
    return null
  },
  async say({ role, messages }) {
    await playing(role).say?.(messages)
    return null
  },
  expect: ({ role, fresh }) => playing(role).tally.expect(fresh),
  verifyMicros: async ({ times }) => cpuOfOneVerification(times),
}

function playing(role: PeerRole): RolePlayer {
  const player = players.get(role)
  if (player === undefined) throw new TypeError(`nobody plays ${role}`)
  return player
}

/** CPU time of one native verification of an Ed25519 signature, here and now. */
function cpuOfOneVerification(times: number): number {
  const signer = createSigner(new Uint8Array(32).fill(1))
  const bytes = new Uint8Array(200)
  const signature = signer.sign(bytes)
  const before = process.cpuUsage()
  for (let n = 0; n < times; n += 1) verifySignature(signer.publicKey, bytes, signature)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}

async function answer<Name extends keyof PeerCalls>(name: Name, input: PeerCalls[Name]): Promise<object> {
  try {
    return { result: await answers[name](input) }
  } catch (thrown) {
    return { failure: String(thrown) }
  }
}

process.on('message', async ({ id, name, input }: { id: number; name: keyof PeerCalls; input: never }) => {
  process.send?.({ id, ...(await answer(name, input)) })
})
process.on('disconnect', () => process.exit(0))
