import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { issueCredential, mirrorIdOf } from '../../src/main/crypto/credential.ts'
import { createSigner } from '../../src/main/crypto/signing.ts'
import { encodeAlert } from '../../src/main/features/alerts/alert-codec.ts'
import { encodeMirrorAdded, encodeMirrorRevoked } from '../../src/main/features/identity/mirror-codec.ts'
import type { MirrorSigner } from '../../src/main/replica/entry.ts'
import type { Bridge } from '../../src/shared/contract/index.ts'
import { failureOf } from '../support/failure.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'
import { RawMember } from '../support/raw-member.ts'
import type { ServedNode } from '../support/served-node.ts'
import { ANNA, linked, PASSPHRASE, Village } from '../support/village.ts'

const HOUR_MS = 3_600_000
const BO = { name: 'Bo', pin: '1357' } as const

let village = new Village()
afterEach(async () => {
  await village.close()
  village = new Village()
})

const draft = (summary: string) =>
  ({ kind: 'systemic-error', severity: 'medium', summary, system: 'mill race gauge' }) as const
const raise = (mirror: Bridge, summary: string) => mirror.alerts.raise(draft(summary))

const summariesAt = async ({ bridge }: ServedNode): Promise<string[]> =>
  (await bridge.alerts.list({})).alerts.map(({ summary }) => summary)

/** Resolves once an alert with this summary has come to a Node. */
const comes = (node: ServedNode, summary: string): Promise<void> =>
  node.until('alerts.changed', async () => (await summariesAt(node)).includes(summary))

/** Why a Node refused what another sent. */
async function refusalsAt({ bridge }: ServedNode, sender: string): Promise<string[]> {
  const { neighbours } = await bridge.neighbours.list({})
  return neighbours
    .filter(({ nodeId }) => nodeId === sender)
    .flatMap(({ limits }) => limits.map((l) => l.reason))
}

const refusedAt = (node: ServedNode, sender: string, reason: string): Promise<void> =>
  node.until('neighbours.changed', async () => (await refusalsAt(node, sender)).includes(reason))

describe('a restart', () => {
  test('of all Nodes, or of one: they find each other again without help, at the same addresses', async () => {
    const homes = [await village.home('Ett'), await village.home('Två')] as const
    const [first, second] = await village.federation(...homes)
    if (!first || !second) throw new Error('two were asked for')
    await Promise.all([first.stop(), second.stop()])
    const again = await Promise.all(homes.map((home) => village.serve(home)))
    expect(again.map(({ addresses }) => addresses)).toEqual([first.addresses, second.addresses])
    await Promise.all(again.map((node) => linked(node, 1)))
    await again[0]?.kill()
    const third = await village.serve(homes[0])
    expect(third.addresses).toEqual(first.addresses)
    await linked(third, 1)
  })

  test('keeps how far the clock was moved', async () => {
    const home = await village.home('Klocka')
    const node = await village.serve(home, '--new-federation', 'test')
    await Promise.all([1, 2, 3].map(() => node.bridge.clock.advance({ ms: HOUR_MS })))
    expect(await node.bridge.clock.now({})).toMatchObject({ advancedMs: 3 * HOUR_MS })
    await node.kill()
    const again = await village.serve(home)
    expect(await again.bridge.clock.now({})).toMatchObject({ advancedMs: 3 * HOUR_MS })
  })
})

test('a Node from its words goes on in a new epoch; the old machine is told, and its late entries are refused', async () => {
  const [home, witnessHome] = [await village.home('Kvarnen'), await village.home('Vittne')]
  const old = await village.serve(home, '--new-federation', 'test', '--recovery-out', home.words)
  const { invite } = await old.bridge.invites.create({})
  let witness = await village.serve(witnessHome, '--join', invite)
  await raise(await old.as(ANNA.name, ANNA.pin), 'from the first life')
  await comes(witness, 'from the first life')
  const before = await old.bridge.node.status({})
  await old.stop()
  const attic = await village.copyOf(home)

  const way = await witness.bridge.invites.create({})
  const newHome = await village.home('Kvarnen')
  const restore = ['--restore-words-file', home.words, '--join', way.invite]
  let restored = await village.serve(newHome, ...restore)
  expect(await restored.bridge.node.status({})).toMatchObject({
    ...{ nodeId: before.nodeId, federationId: before.federationId },
    ...{ superseded: false, epochUnconfirmed: false },
  })
  expect((await restored.bridge.node.status({})).epoch).not.toBe(before.epoch)
  expect(await summariesAt(restored)).toEqual(['from the first life'])
  await raise(await restored.as(ANNA.name, ANNA.pin), 'from the second life')
  await comes(witness, 'from the second life')
  await Promise.all([restored.stop(), witness.stop()])

  const ghost = await village.serve(attic)
  const annaThere = await ghost.as(ANNA.name, ANNA.pin)
  await raise(annaThere, 'late, from the attic')
  witness = await village.serve(witnessHome)
  await ghost.until('node.changed', async () => (await ghost.bridge.node.status({})).superseded)
  expect(await failureOf(raise(annaThere, 'later still'))).toMatchObject({ code: 'identity-superseded' })
  await refusedAt(witness, ghost.id, 'epoch-closed')
  await ghost.stop()

  restored = await village.serve(newHome)
  await raise(await restored.as(ANNA.name, ANNA.pin), 'the second life goes on')
  await comes(witness, 'the second life goes on')
  const all = ['the second life goes on', 'from the second life', 'from the first life'].sort()
  for (const node of [witness, restored]) expect((await summariesAt(node)).sort()).toEqual(all)
})

test('a Node from its backup file learns from others what came after, and goes on in a new epoch', async () => {
  const [home, witnessHome] = [await village.home('Kvarnen'), await village.home('Vittne')]
  const [old, witness] = await village.federation(home, witnessHome)
  if (!old || !witness) throw new Error('two were asked for')
  const anna = await old.as(ANNA.name, ANNA.pin)
  await raise(anna, 'before the backup')
  const { path } = await anna.backup.writeFile({ passphrase: PASSPHRASE })
  await raise(anna, 'after the backup')
  await comes(witness, 'after the backup')
  const { epoch } = await old.bridge.node.status({})
  await old.kill()

  const restored = await village.serve(await village.home('Kvarnen'), '--restore-backup-file', path)
  expect(restored).toMatchObject({ id: old.id, federationId: old.federationId })
  await comes(restored, 'after the backup')
  await restored.until('node.changed', async () => {
    const status = await restored.bridge.node.status({})
    return !status.epochUnconfirmed && status.epoch !== epoch
  })
  await raise(await restored.as(ANNA.name, ANNA.pin), 'the second life')
  await comes(witness, 'the second life')
  const all = ['after the backup', 'before the backup', 'the second life']
  for (const node of [witness, restored]) expect((await summariesAt(node)).sort()).toEqual(all)
  expect(await refusalsAt(witness, old.id)).toEqual([])
})

test('a damaged database is refused by name; its newest copy takes its place, and others bring the rest', async () => {
  const [home, witnessHome] = [await village.home('Kvarnen'), await village.home('Vittne')]
  const [old, witness] = await village.federation(home, witnessHome)
  if (!old || !witness) throw new Error('two were asked for')
  const anna = await old.as(ANNA.name, ANNA.pin)
  await raise(anna, 'before the copy')
  const copies = join(home.data, 'copies')
  await mkdir(copies, { recursive: true })
  const database = new Sqlite(old.databasePath)
  database.prepare('VACUUM INTO ?').run(join(copies, `mirrorwell-${Date.now()}.db`))
  database.close()
  await raise(anna, 'after the copy')
  await comes(witness, 'after the copy')
  const { epoch } = await old.bridge.node.status({})
  await old.kill()
  for (const tail of ['-wal', '-shm']) await rm(`${old.databasePath}${tail}`, { force: true }) // SQLite would mend it from these
  await writeFile(old.databasePath, 'no database any more')

  await expect(village.serve(home)).rejects.toThrow(/database-corrupt/u)
  const restored = await village.serve(home, '--from-copy')
  await comes(restored, 'after the copy')
  await restored.until('node.changed', async () => (await restored.bridge.node.status({})).epoch !== epoch)
  await raise(await restored.as(ANNA.name, ANNA.pin), 'and on')
  await comes(witness, 'and on')
  expect(await refusalsAt(witness, old.id)).toEqual([])
})

describe('a revoked Mirror', () => {
  test('acts no more at their own Node; what they said before stands, and others know', async () => {
    const homes = [await village.home('Ett'), await village.home('Två')] as const
    const [node, other] = await village.federation(...homes)
    if (!node || !other) throw new Error('two were asked for')
    const { mirrorId } = await node.bridge.mirrors.add(BO)
    const bo = await node.as(BO.name, BO.pin)
    await raise(bo, 'said by Bo')
    await comes(other, 'said by Bo')
    await node.bridge.mirrors.revoke({ mirrorId })
    expect(await failureOf(raise(bo, 'too late'))).toMatchObject({ code: 'mirror-locked' })
    const unlocking = node.bridge.mirrors.unlock({ mirrorId, pin: BO.pin })
    expect(await failureOf(unlocking)).toMatchObject({ code: 'mirror-revoked' })
    const asBo = ['--as', BO.name, '--pin-file', homes[0].pinFile]
    const called = await runMirrorwell([
      ...['call', 'alerts.raise', JSON.stringify(draft('by script')), '--data', homes[0].data, ...asBo],
    ])
    expect(JSON.parse(called.stdout)).toMatchObject({ error: { code: 'mirror-revoked' } })

    await other.until('neighbours.changed', async () => {
      const { neighbours } = await other.bridge.neighbours.list({})
      return neighbours.some(({ mirrors }) =>
        mirrors.some(({ name, revoked }) => name === BO.name && revoked),
      )
    })
    expect(await summariesAt(other)).toEqual(['said by Bo'])
    const [anna] = (await node.bridge.mirrors.list({})).mirrors.filter(({ revoked }) => !revoked)
    const last = node.bridge.mirrors.revoke({ mirrorId: anna?.mirrorId ?? mirrorId })
    expect(await failureOf(last)).toMatchObject({ code: 'mirror-last' })
  })

  test('is refused by other Nodes, whatever their own Node lets through', async () => {
    const node = await village.serve(await village.home('Vakt'), '--new-federation', 'test')
    const lax = await RawMember.join((await node.bridge.invites.create({})).invite, 'Lax')
    const { publicKey, mirror } = mirrorOf(lax, 'Cleo')
    lax.say({ kind: 'mirror-credential', payload: encodeMirrorAdded(mirror.credential) })
    lax.say({ kind: 'alert', payload: alertPayload('while Cleo could'), mirror })
    await comes(node, 'while Cleo could')
    lax.say({ kind: 'mirror-revocation', payload: encodeMirrorRevoked(publicKey) })
    lax.say({ kind: 'alert', payload: alertPayload('when Cleo no longer could'), mirror })
    await refusedAt(node, lax.id, 'mirror-revoked')
    expect(await summariesAt(node)).toEqual(['while Cleo could'])
    await lax.stop()
  })
})

const alertPayload = (summary: string): Uint8Array =>
  encodeAlert({ ...draft(summary), detail: '', evidence: [] })

/** A Mirror that a member vouches for. */
function mirrorOf({ identity }: RawMember, name: string): { publicKey: Uint8Array; mirror: MirrorSigner } {
  const { publicKey, sign } = createSigner(randomBytes(32))
  const { federationId, clock, signer } = identity
  const fields = { federationId, mirrorKey: publicKey, name, sinceMs: clock.nowMs(), untilMs: null }
  const credential = issueCredential(fields, signer)
  return { publicKey, mirror: { mirrorId: mirrorIdOf(publicKey), name, credential, sign } }
}
