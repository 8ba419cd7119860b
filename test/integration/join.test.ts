import { randomBytes } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeIdFromPublicKey } from '../../src/main/crypto/peer-id.ts'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { createGenesis } from '../../src/main/features/membership/federation-codec.ts'
import { decodeInvite, encodeInvite, type Invite } from '../../src/main/features/membership/invite-codec.ts'
import type { SessionMessage } from '../../src/main/network/peer-sessions.ts'
import { systemClock } from '../../src/main/platform/clock.ts'
import { ClockTimers } from '../../src/main/platform/timers.ts'
import { encodeSync } from '../../src/main/replica/sync-frames.ts'
import { failureOf } from '../support/failure.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'
import { startNetworkNode } from '../support/network-node.ts'
import type { ServedNode } from '../support/served-node.ts'
import { sessionsOver } from '../support/sessions-over.ts'
import { until } from '../support/until.ts'
import { ANNA, type Home, linked, Village } from '../support/village.ts'

const DAY_MS = 24 * 3_600_000
const SHORT_MS = 1_500

const village = new Village()
/** An inviter and a guest, each in a test federation of its own, and both for all tests: a refusal changes nothing. */
let hostHome: Home
let host: ServedNode
let guest: ServedNode

beforeAll(async () => {
  hostHome = await village.home('Värd')
  const guestHome = await village.home('Gäst')
  ;[host, guest] = await Promise.all([
    village.serve(hostHome, '--new-federation', 'test'),
    village.serve(guestHome, '--new-federation', 'test'),
  ])
})

afterAll(() => village.close())

/** All that a failed join must leave as it was. */
async function stateOf({ bridge }: ServedNode): Promise<unknown> {
  const { federationId, addresses, neighbours, knownNodes, epoch } = await bridge.node.status({})
  const { archived, founders } = await bridge.federation.describe({})
  return { federationId, addresses, neighbours, knownNodes, epoch, archived, founders }
}

/** The guest is refused with this code, and stays where it was. */
async function expectRefusal(invite: string, code: string): Promise<void> {
  const before = await stateOf(guest)
  const accepting = guest.bridge.invites.accept({ invite, timeoutMs: SHORT_MS })
  expect(await failureOf(accepting), invite).toMatchObject({ code })
  expect(await stateOf(guest)).toEqual(before)
}

/** The same invitation as somebody else would write it, who has read it. */
function rewritten(text: string, changes: Partial<Invite> = {}): string {
  const invite = decodeInvite(text)
  if (invite === null) throw new Error('not an invitation')
  const somebody = createSigner(randomBytes(32))
  const theirs = nodeIdFromPublicKey(somebody.publicKey)
  const addresses = invite.addresses.map((address) => address.replace(invite.inviter, theirs))
  return encodeInvite({ ...invite, addresses, ...changes, beacon: new Uint8Array(32) }, somebody)
}

/** The founding act of a federation that nobody serves. */
function elsewhere(): Invite['genesis'] {
  const { publicKey: founderKey } = createSigner(randomBytes(32))
  return createGenesis({ founderKey, foundedAtMs: Date.now(), random: randomBytes(16), test: true })
}

describe('an invitation is refused with a reason, and the guest stays where it was:', () => {
  test('one’s own, and what is none at all', async () => {
    const { invite } = await host.bridge.invites.create({})
    const letter = invite.at(-20) === 'A' ? 'B' : 'A'
    const altered = `${invite.slice(0, -20)}${letter}${invite.slice(-19)}`
    for (const garbage of ['hello', 'mirrorwell://join/', invite.slice(0, -8), altered]) {
      await expectRefusal(garbage, 'invite-invalid')
    }
    await expectRefusal((await guest.bridge.invites.create({})).invite, 'invite-own')
  })

  test('a revoked one', async () => {
    const { invite, inviteId } = await host.bridge.invites.create({})
    await host.bridge.invites.revoke({ inviteId })
    await expectRefusal(invite, 'invite-revoked')
  })

  test('an expired one, by the clock of the host alone or by that of the guest', async () => {
    const { invite } = await host.bridge.invites.create({ expiresInMs: DAY_MS })
    await host.bridge.clock.advance({ ms: 2 * DAY_MS })
    await expectRefusal(invite, 'invite-expired')
    await guest.bridge.clock.advance({ ms: 2 * DAY_MS })
    await host.stop()
    await expectRefusal(invite, 'invite-expired') // the guest can tell without asking
    host = await village.serve(hostHome)
  })

  test('one that somebody else wrote in the name of a federation', async () => {
    const { invite } = await host.bridge.invites.create({})
    await expectRefusal(rewritten(invite), 'join-timeout')
    const { addresses = [] } = decodeInvite(invite) ?? {}
    await expectRefusal(rewritten(invite, { addresses }), 'invite-invalid')
  })

  test('one whose host has forgotten it', async () => {
    const { invite } = await host.bridge.invites.create({})
    await host.stop()
    const sqlite = new Sqlite(host.databasePath)
    expect(sqlite.prepare('DELETE FROM invites').run().changes).toBeGreaterThan(0)
    sqlite.close()
    host = await village.serve(hostHome)
    await expectRefusal(invite, 'invite-unknown')
  })

  test('one whose host is out of reach; the guest’s own federation goes on', async () => {
    const { invite } = await host.bridge.invites.create({})
    await host.stop()
    await expectRefusal(invite, 'join-timeout')
    const anna = await guest.as(ANNA.name, ANNA.pin)
    await anna.alerts.raise({ kind: 'hallucination', severity: 'low', summary: 'still here', system: 'x' })
    host = await village.serve(hostHome)
  })

  test('any for a Node that has neighbours; none of all these made the host know anybody', async () => {
    expect(await host.bridge.node.status({})).toMatchObject({ knownNodes: 0, neighbours: 0 })
    const { invite } = await host.bridge.invites.create({})
    expect(await guest.bridge.invites.accept({ invite })).toEqual({
      nodeId: host.id,
      federationId: host.federationId,
    })
    await linked(guest, 1)
    await expectRefusal(rewritten(invite, { genesis: elsewhere() }), 'federation-has-neighbours')
  })

  test('one back into a federation that was left, which stays in the archive', async () => {
    await (await guest.as(ANNA.name, ANNA.pin)).federation.leave({})
    const { invite } = await host.bridge.invites.create({})
    await host.stop()
    const { archived } = await guest.bridge.federation.describe({})
    expect(archived.map(({ federationId }) => federationId)).toContain(host.federationId)
    await expectRefusal(invite, 'join-timeout')
    host = await village.serve(hostHome)
    await guest.bridge.invites.accept({ invite })
    const { federationId, archived: later } = await guest.bridge.federation.describe({})
    expect(federationId).toBe(host.federationId)
    expect(later.map((left) => left.federationId)).not.toContain(host.federationId)
  })
})

test('a stranger who knows a federation’s id is served nothing, and is no neighbour', async () => {
  const anna = await host.as(ANNA.name, ANNA.pin)
  const raise = (summary: string) =>
    anna.alerts.raise({ kind: 'hallucination', severity: 'high', summary, system: 'x' })
  await raise('for members')
  const before = await stateOf(host)
  const [seed, { federationId }] = [randomBytes(32), host]
  const stranger = await startNetworkNode({ federationId, seed })
  const carrier = stranger.neighbourhood
  const steadyTimers = new ClockTimers(systemClock)
  const sessions = sessionsOver({ carrier, federationId, signer: createSigner(seed), steadyTimers })
  const said: SessionMessage[] = []
  sessions.onMessage((message) => said.push(message))
  await sessions.start()
  await stranger.neighbourhood.dialNow(host.addresses)
  const joinRequest = { inviteId: new Uint8Array(16), name: 'Sly' }
  for (const asked of [1, 2]) {
    expect(await sessions.send(host.id, { channel: 'control', ...encodeSync({ cursors: {} }) })).toBe(true)
    await raise(`while it listens, ${asked}`)
    stranger.neighbourhood.send(host.id, 'membership', { joinRequest })
    await until(() => stranger.frames.filter(({ frame }) => frame.joinAnswer).length === asked)
  }
  expect(stranger.frames.filter(({ frame }) => !frame.joinAnswer)).toEqual([])
  expect(said).toEqual([])
  expect(await stateOf(host)).toEqual(before)
  await sessions.stop()
  steadyTimers.stop()
  await stranger.stop()
})

describe('real and practice', () => {
  test('a real federation has no adjustable clock and no intervals of one’s own', async () => {
    const home = await village.home('Allvar')
    const real = await village.serve(home)
    expect(real.federationId).toMatch(/^01/u)
    expect(await failureOf(real.bridge.clock.advance({ ms: 1 }))).toMatchObject({ code: 'test-only' })
    expect(await real.bridge.clock.now({})).toMatchObject({ advancedMs: 0, adjustable: false })
    const { invite } = await real.bridge.invites.create({})
    await expectTestOnly(await village.home('Ny'), ['--join', invite, '--slot-ms', '1000'])
    await real.stop()
    await expectTestOnly(home, ['--report-interval-ms', '1000'])
    expect((await village.serve(home)).federationId).toBe(real.federationId)
  })

  test('the two kinds refuse each other’s links', async () => {
    const real = await village.serve(await village.home('Gräns'))
    for (const [answerer, other] of [
      [real, host],
      [host, real],
    ] as const) {
      const before = await stateOf(answerer)
      const member = await startNetworkNode({ federationId: other.federationId })
      const dialling = member.neighbourhood.dialNow(answerer.addresses)
      expect(await failureOf(dialling)).toMatchObject({ code: 'join-refused' })
      expect(await stateOf(answerer)).toEqual(before)
      await member.stop()
    }
  })
})

async function expectTestOnly(home: Home, flags: readonly string[]): Promise<void> {
  const args = ['serve', '--data', home.data, ...home.flags, ...flags, '--json']
  const { exitCode, stdout } = await runMirrorwell(args)
  expect({ exitCode, code: JSON.parse(stdout).error.code }).toEqual({ exitCode: 2, code: 'test-only' })
}
