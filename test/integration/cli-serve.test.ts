import { existsSync } from 'node:fs'
import { readdir, readFile, stat, watch, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { TestSocket } from '../support/loopback.ts'
import { MirrorwellProcess, runMirrorwell } from '../support/mirrorwell-process.ts'

/** How long a stop may take, as promised to supervisors. */
const STOP_MS = 5_000

interface Ready {
  readonly event: 'ready'
  readonly peerId: string
  readonly federationId: string
  readonly addresses: readonly string[]
  readonly url: string
  readonly dataDir: string
}

interface Home {
  readonly folder: string
  readonly data: string
  readonly words: string
  /** Flags with which an empty folder becomes a Node. */
  readonly flags: readonly string[]
}

/** A folder with the secrets of one Node to be; the Node itself is in `data`, which does not exist yet. */
async function home(name = 'Lund'): Promise<Home> {
  const folder = await temporaryFolder()
  const file = async (file: string, text: string): Promise<string> => {
    await writeFile(join(folder, file), text, { mode: 0o600 })
    return join(folder, file)
  }
  const passphrase = await file('passphrase', 'granar i mars och april\n')
  const pin = await file('pin', '2468\n')
  const data = join(folder, 'data')
  const words = join(folder, 'words')
  const secrets = ['--passphrase-file', passphrase, '--pin-file', pin]
  const network = ['--listen', '/ip4/127.0.0.1/tcp/0', '--lan', 'off']
  const flags = ['--data', data, '--name', name, '--mirror', 'Anna', ...secrets, ...network]
  return { folder, data, words, flags }
}

async function serve(flags: readonly string[]): Promise<{ process: MirrorwellProcess; ready: Ready }> {
  const process = new MirrorwellProcess(['serve', ...flags, '--json'])
  return { process, ready: await process.nextJson<Ready>() }
}

async function call(data: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  return JSON.parse((await runMirrorwell(['call', ...args, '--data', data])).stdout)
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

const refusal = async (args: readonly string[]): Promise<{ exitCode: number | null; code: string }> => {
  const { exitCode, stdout } = await runMirrorwell(['serve', ...args, '--json'])
  return { exitCode, code: JSON.parse(stdout).error.code }
}

describe('an empty folder', () => {
  test('becomes a Node with its first Mirror, keeps its secrets and opens again', async () => {
    const { data, words, flags } = await home()
    const first = await serve([...flags, '--recovery-out', words, '--place', '55.7,13.2,10'])
    expect(first.ready).toMatchObject({ event: 'ready', dataDir: data })
    expect(first.ready.peerId).toMatch(/^12D3/u)
    expect(first.ready.federationId).toMatch(/^01[0-9a-f]{62}$/u)
    expect(first.ready.addresses[0]).toMatch(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+/u)
    expect(first.ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/u)
    expect((await readFile(words, 'utf8')).trim().split(' ')).toHaveLength(24)
    expect(await modeOf(words)).toBe(0o600)
    expect(await modeOf(data)).toBe(0o700)
    expect(await modeOf(join(data, 'running.json'))).toBe(0o600)
    expect(await call(data, 'node.status')).toMatchObject({
      name: 'Lund',
      host: 'node',
      practice: false,
      nodeId: first.ready.peerId,
      place: { latitude: 55.7, longitude: 13.2, radiusKm: 10 },
    })
    expect(await first.process.stop()).toMatchObject({ exitCode: 0 })
    expect(existsSync(join(data, 'running.json'))).toBe(false)

    const second = await serve(flags)
    expect(second.ready.peerId).toBe(first.ready.peerId)
    expect(second.ready.federationId).toBe(first.ready.federationId)
    expect(second.ready.url).not.toBe(first.ready.url)
  })

  test('takes its passphrase from standard input, and is told in words where its page is', async () => {
    const { flags } = await home('Åkarp')
    const args = flags.map((flag) => (flag.endsWith('/passphrase') ? '-' : flag))
    const process = new MirrorwellProcess(['serve', ...args, '--lang', 'ja'], {
      stdin: 'by standard input\n',
    })
    expect(await process.nextLine()).toMatch(
      /^「Åkarp」が動いています。画面：http:\/\/127\.0\.0\.1:\d+\/#token=/u,
    )
  })

  test('stays empty without a passphrase', async () => {
    const { folder, data } = await home()
    const args = ['--data', data, '--mirror', 'Anna', '--pin-file', join(folder, 'pin')]
    expect(await refusal(args)).toEqual({ exitCode: 2, code: 'passphrase-required' })
    expect(existsSync(data)).toBe(false)
  })

  test.for([
    ['a Mirror without a PIN', '--pin-file', null, 2, 'usage'],
    ['a passphrase that cannot be read', '--passphrase-file', '/nowhere', 1, 'file-unreadable'],
  ] as const)('stays empty with %s', async ([, spoilt, value, exitCode, code]) => {
    const { data, flags } = await home()
    const at = flags.indexOf(spoilt)
    const spoiled = value === null ? flags.toSpliced(at, 2) : flags.toSpliced(at + 1, 1, value)
    expect(await refusal(spoiled)).toEqual({ exitCode, code })
    expect(existsSync(data)).toBe(false)
  })

  test('stays empty when the file for the words exists, and leaves that file alone', async () => {
    const { data, words, flags } = await home()
    await writeFile(words, 'mine')
    expect(await refusal([...flags, '--recovery-out', words])).toEqual({ exitCode: 1, code: 'file-exists' })
    expect(await readFile(words, 'utf8')).toBe('mine')
    expect(existsSync(data)).toBe(false)
  })

  test('stays without Node when the file for the words cannot be written', async () => {
    const { data, folder, flags } = await home()
    const args = [...flags, '--recovery-out', join(folder, 'nowhere', 'words')]
    expect(await refusal(args)).toEqual({ exitCode: 1, code: 'file-unreadable' })
    expect(existsSync(join(data, 'vault.bin'))).toBe(false)
  })

  test.for([
    ['a short passphrase', 'passphrase', 'short', 1, 'passphrase-too-short'],
    ['a short PIN', 'pin', '12', 2, 'invalid-input'],
  ] as const)('stays without Node, and without words, after %s', async ([, file, text, exitCode, code]) => {
    const { folder, data, words, flags } = await home()
    await writeFile(join(folder, file), text)
    expect(await refusal([...flags, '--recovery-out', words])).toEqual({ exitCode, code })
    expect(existsSync(join(data, 'vault.bin'))).toBe(false)
    expect(existsSync(words)).toBe(false)
  })

  test('takes own intervals for practice only', async () => {
    const { data, flags } = await home()
    expect(await refusal([...flags, '--slot-ms', '1000'])).toEqual({ exitCode: 2, code: 'test-only' })
    expect(existsSync(data)).toBe(false)
    const practice = ['--new-federation', 'test', '--slot-ms', '1000', '--report-interval-ms', '1000']
    const { ready } = await serve([...flags, ...practice])
    expect(ready.federationId).toMatch(/^7e/u)
    expect(await call(data, 'clock.advance', '{"ms":1000}')).toMatchObject({ advancedMs: 1000 })
  })

  test('helps others and keeps the directory from the first on where it is told to, and stays so until told otherwise', async () => {
    const { data, flags } = await home()
    expect((await refusal([...flags, '--helper', 'perhaps'])).exitCode).toBe(2)
    const first = await serve([...flags, '--helper', 'on', '--dht', 'on'])
    expect(await call(data, 'settings.get')).toMatchObject({ helper: true, dht: true, lan: false })
    await first.process.stop()
    await serve([...flags, '--helper', 'off'])
    expect(await call(data, 'settings.get')).toMatchObject({ helper: false, dht: true })
  })

  test('refuses an address that is none, by name', async () => {
    const { data, flags } = await home()
    expect(await refusal([...flags, '--listen', 'tcp:4001'])).toEqual({
      exitCode: 2,
      code: 'address-invalid',
    })
    expect(existsSync(data)).toBe(false)
  })
})

test('a Node comes back from its words in another folder, as itself', async () => {
  const { words, flags } = await home()
  const lost = await serve([...flags, '--recovery-out', words])
  await lost.process.stop()
  const other = await home()
  const { ready } = await serve([...other.flags, '--restore-words-file', words])
  expect(ready.peerId).toBe(lost.ready.peerId)
})

describe('a folder with a Node', () => {
  test('opens with its own passphrase only, and is not half open afterwards', async () => {
    const { folder, flags } = await home()
    await (await serve(flags)).process.stop()
    await writeFile(join(folder, 'passphrase'), 'something else entirely')
    expect(await refusal(flags)).toEqual({ exitCode: 1, code: 'passphrase-wrong' })
  })

  test('is served once: the second is refused, the first goes on', async () => {
    const { data, flags } = await home()
    await serve(flags)
    expect(await refusal(flags)).toEqual({ exitCode: 1, code: 'data-in-use' })
    expect(await call(data, 'setup.status')).toMatchObject({ phase: 'open' })
    const page = await runMirrorwell(['--web', '--data', data])
    expect(page).toMatchObject({ exitCode: 0 })
    expect(page.stdout).toMatch(/^Mirrorwell is already running here: http:\/\/127\.0\.0\.1:\d+\/#token=/u)
  })

  test('says when the port it should have is taken', async () => {
    const { flags } = await home()
    const squatter = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void squatter.close())
    await new Promise((resolve) => squatter.once('listening', resolve))
    const { port } = squatter.address() as { port: number }
    expect(await refusal([...flags, '--http', String(port)])).toEqual({ exitCode: 1, code: 'port-in-use' })
  })
})

test.for(['SIGTERM', 'SIGINT'] as const)('%s ends a Node with a page open, in time', async (signal) => {
  const { flags } = await home()
  const { process, ready } = await serve(flags)
  const url = new URL(ready.url)
  const socket = new TestSocket(Number(url.port))
  await socket.enter(url.hash.replace('#token=', ''))
  const askedAtMs = performance.now()
  expect(await process.stop(signal)).toMatchObject({ exitCode: 0, stderr: '' })
  expect(performance.now() - askedAtMs).toBeLessThan(STOP_MS)
  expect(await socket.closed).toBe(1001)
})

test('a stop while the Node is made leaves its words or no file for them', async () => {
  const { folder, words, flags } = await home()
  const appeared = watch(folder)
  const process = new MirrorwellProcess(['serve', ...flags, '--recovery-out', words, '--json'])
  for await (const { filename } of appeared) if (filename === 'words') break
  expect(await process.stop()).toMatchObject({ exitCode: 0 })
  const written = existsSync(words) ? (await readFile(words, 'utf8')).trim().split(' ').length : 'none'
  expect([24, 'none']).toContain(written)
})

test('a Node joins another by invitation before it says ready, and stays joined', async () => {
  const host = await home('Värd')
  const { ready } = await serve([...host.flags, '--new-federation', 'test'])
  const { invite } = await call(host.data, 'invites.create', '{}')
  const guest = await home('Gäst')
  const joined = await serve([...guest.flags, '--join', String(invite), '--report-interval-ms', '1000'])
  expect(joined.ready.federationId).toBe(ready.federationId)
  await joined.process.stop()
  const again = await serve([...guest.flags, '--join', String(invite)])
  expect(again.ready.federationId).toBe(ready.federationId)
})

test('a Node is not made to join by a broken invitation', async () => {
  const { flags } = await home()
  expect(await refusal([...flags, '--join', 'mirrorwell://nonsense'])).toEqual({
    exitCode: 1,
    code: 'invite-invalid',
  })
})

test('the page of an empty folder is served for the first run, and leaves on Ctrl-C', async () => {
  const data = join(await temporaryFolder(), 'data')
  const process = new MirrorwellProcess(['--web', '--data', data], {
    env: { DISPLAY: '', WAYLAND_DISPLAY: '' },
  })
  expect(await process.nextLine()).toMatch(/^Mirrorwell is here: http:\/\/127\.0\.0\.1:\d+\/#token=/u)
  expect(await call(data, 'setup.status')).toMatchObject({ phase: 'empty' })
  expect(await call(data, 'node.status')).toMatchObject({ error: { code: 'node-absent' } })
  expect(await process.stop('SIGINT')).toMatchObject({ exitCode: 0 })
  expect(await readdir(data)).not.toContain('running.json')
})
