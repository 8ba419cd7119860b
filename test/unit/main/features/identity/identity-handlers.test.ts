import { beforeEach, describe, expect, it } from 'vitest'
import { stretchInThread } from '../../../../../src/main/crypto/key-stretching.ts'
import { backupHandlers } from '../../../../../src/main/features/identity/backup-handlers.ts'
import { BackupService } from '../../../../../src/main/features/identity/backup-service.ts'
import { BackupStore } from '../../../../../src/main/features/identity/backup-store.ts'
import { mirrorHandlers } from '../../../../../src/main/features/identity/mirror-handlers.ts'
import type { Caller } from '../../../../../src/shared/bridge/caller.ts'
import { createRouter, type Router } from '../../../../../src/shared/bridge/router.ts'
import { backup } from '../../../../../src/shared/contract/backup.ts'
import { mirrors } from '../../../../../src/shared/contract/mirrors.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import { MemoryFiles } from '../../../../support/memory-vault.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { type MirrorFixture, mirrorFixture } from './mirror-fixture.ts'

const PAGE: Caller = { sessionId: 'page' }
const SCRIPT: Caller = { sessionId: 'script' }

let router: Router<Caller>
let fixture: MirrorFixture
let files: MemoryFiles
beforeEach(() => {
  fixture = mirrorFixture()
  files = new MemoryFiles()
  const { clock, database, keys, service } = fixture
  const node = {
    keys,
    hasActs: () => true,
    snapshot: async () => Uint8Array.of(1),
    confirmEpoch: async () => {},
    changed: () => {},
  }
  const store = new BackupStore(database)
  const backups = new BackupService({
    clock,
    files,
    node,
    random: new SeededRandom('handlers'),
    store,
    stretchKey: stretchInThread,
  })
  router = createRouter({
    contract: { mirrors, backup },
    handlers: () => ({ mirrors: mirrorHandlers(service), backup: backupHandlers(backups) }),
    unserved: () => new MirrorError('node-locked'),
    requireMirror: ({ sessionId }) => void service.acting(sessionId),
    requireConfirmation: () => {},
    describe: (error) => error.toBody(),
  })
})

/** What a call gave: its output, or its error's code and details. */
async function call(method: string, input: unknown, caller = PAGE): Promise<unknown> {
  const frame = await router.answer({ id: 1, method, input }, caller)
  if (frame.t === 'err') return { code: frame.error.code, ...frame.error.details }
  return frame.t === 'ok' ? frame.output : frame
}

async function addAnna(): Promise<string> {
  return ((await call('mirrors.add', { name: '  Anna ', pin: '1234' })) as { mirrorId: string }).mirrorId
}

describe('mirrors over the bridge', () => {
  it('are added, listed by the contract, unlocked for the caller and locked', async () => {
    const mirrorId = await addAnna()
    expect(await call('mirrors.unlock', { mirrorId, pin: '１２３４' })).toEqual({})
    const listed = await call('mirrors.list', {})
    expect(mirrors.list.output.parse(listed)).toEqual(listed)
    expect(listed).toMatchObject({ mirrors: [{ mirrorId, name: 'Anna', unlocked: true }] })
    expect(await call('mirrors.list', {}, SCRIPT)).toMatchObject({ mirrors: [{ unlocked: false }] })
    expect(await call('mirrors.lock', { mirrorId })).toEqual({})
    expect(await call('mirrors.list', {})).toMatchObject({ mirrors: [{ unlocked: false }] })
  })

  it('change their PIN and are revoked', async () => {
    const mirrorId = await addAnna()
    expect(await call('mirrors.changePin', { mirrorId, pin: '１２３４', newPin: '98765' })).toEqual({})
    expect(await call('mirrors.revoke', { mirrorId })).toEqual({ code: 'mirror-last' })
    await call('mirrors.add', { name: 'Kenji', pin: '1234' })
    expect(await call('mirrors.revoke', { mirrorId })).toEqual({})
    expect(await call('mirrors.unlock', { mirrorId, pin: '98765' })).toEqual({ code: 'mirror-revoked' })
  })

  it('answer a wrong PIN with what is left, and never with the PIN', async () => {
    const mirrorId = await addAnna()
    expect(await call('mirrors.unlock', { mirrorId, pin: '0000' })).toEqual({
      code: 'pin-wrong',
      triesLeft: 4,
    })
    const tooShort = await call('mirrors.add', { name: 'Kenji', pin: '7' })
    expect(tooShort).toMatchObject({ code: 'invalid-input', field: 'pin' })
  })
})

describe('backup over the bridge', () => {
  it('is an act: a script without an unlocked Mirror gets no words written', async () => {
    const mirrorId = await addAnna()
    await call('mirrors.unlock', { mirrorId, pin: '1234' })
    for (const method of ['backup.writeWords', 'backup.confirmEpoch']) {
      expect(await call(method, {}, SCRIPT)).toEqual({ code: 'mirror-locked' })
    }
    expect(files.files.size).toBe(0)
  })

  it('gives a path and positions, and no answer holds a word', async () => {
    const mirrorId = await addAnna()
    await call('mirrors.unlock', { mirrorId, pin: '1234' })
    const answers = [
      await call('backup.writeWords', {}),
      await call('backup.drillQuestions', {}),
      await call('backup.status', {}),
      await call('backup.drill', { answers: [{ position: 1, word: 'zebra' }] }),
    ]
    expect(answers.at(-1)).toMatchObject({ code: 'backup-drill-failed' })
    const text = JSON.stringify(answers)
    expect(fixture.keys.recoveryWords().filter((word) => text.includes(`"${word}`))).toEqual([])
    expect(files.files.size).toBe(1)
  })

  it('passes the drill with the right words', async () => {
    const mirrorId = await addAnna()
    await call('mirrors.unlock', { mirrorId, pin: '1234' })
    await call('backup.writeWords', {})
    const { positions } = backup.drillQuestions.output.parse(await call('backup.drillQuestions', {}))
    const words = fixture.keys.recoveryWords()
    const answers = positions.map((position) => ({ position, word: words[position - 1] }))
    expect(await call('backup.drill', { answers })).toEqual({})
    expect(files.files.size).toBe(0)
    expect(backup.status.output.parse(await call('backup.status', {}))).toMatchObject({ nudge: false })
  })
})
