import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../../support/folder.ts'

const HOST = 'src/main/hosts/node'
const OUR_FILES = ['launcher.mjs', 'fresh-build.mjs', 'launch-words.mjs']

/** Stands in for the builder: counts its runs and makes a program that repeats its arguments. */
const BUILDER = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
appendFileSync('builds.log', 'built\\n')
console.log('the builder speaks')
mkdirSync('out/main', { recursive: true })
writeFileSync('out/main/mirrorwell.js', 'console.log(process.argv.slice(2).join(" "))')
`

/** A folder like an installation from sources, with the builder replaced. */
async function installation(builder = BUILDER): Promise<string> {
  const root = await temporaryFolder()
  await mkdir(join(root, HOST), { recursive: true })
  await mkdir(join(root, 'node_modules/electron-vite/bin'), { recursive: true })
  await Promise.all(OUR_FILES.map((name) => cp(join(HOST, name), join(root, HOST, name))))
  await writeFile(join(root, 'package.json'), '{"type":"module"}')
  await writeFile(join(root, 'node_modules/electron-vite/package.json'), '{"type":"module"}')
  await writeFile(join(root, 'node_modules/electron-vite/bin/electron-vite.js'), builder)
  await writeFile(join(root, 'electron.vite.config.ts'), '')
  return root
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

async function launch(root: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, HOST, 'launcher.mjs'), ...args], {
    env: { ...process.env, LC_ALL: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

const buildsOf = async (root: string): Promise<number> =>
  (await readFile(join(root, 'builds.log'), 'utf8')).trim().split('\n').length

/** Makes a Node believe that it is another, and whatever it starts too. */
const pretend = (version: string): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--import "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})"`,
})

describe('the launcher', () => {
  test('builds first, then hands over; standard output is the command’s own', async () => {
    const root = await installation()
    const { code, out, err } = await launch(root, ['call', 'node.status', '--json'])
    expect({ code, out }).toEqual({ code: 0, out: 'call node.status --json\n' })
    expect(err).toContain('the builder speaks')
  })

  test('does not build again until a source has changed', async () => {
    const root = await installation()
    await launch(root, [])
    expect(await launch(root, ['again'])).toEqual({ code: 0, out: 'again\n', err: '' })
    expect(await buildsOf(root)).toBe(1)
    const later = new Date(2030, 1, 1)
    await utimes(join(root, 'electron.vite.config.ts'), later, later)
    await launch(root, [])
    expect(await buildsOf(root)).toBe(2)
  })

  test('builds once for three who come at the same time', async () => {
    const root = await installation()
    const all = await Promise.all(['a', 'b', 'c'].map((name) => launch(root, [name])))
    expect(all.map(({ out }) => out)).toEqual(['a\n', 'b\n', 'c\n'])
    expect(await buildsOf(root)).toBe(1)
  })

  test('takes over the lock of a launch that died', async () => {
    const root = await installation()
    const dead = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => dead.once('exit', resolve))
    await mkdir(join(root, 'out'))
    await writeFile(join(root, 'out/build.lock'), String(dead.pid))
    expect((await launch(root, ['x'])).out).toBe('x\n')
  })

  test('says that a build failed, and tries again next time', async () => {
    const root = await installation('process.exit(3)')
    const { code, out, err } = await launch(root, [])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('The build did not go through')
    await writeFile(join(root, 'node_modules/electron-vite/bin/electron-vite.js'), BUILDER)
    expect((await launch(root, ['x'])).out).toBe('x\n')
  })

  test('just runs where there are no sources', async () => {
    const root = await installation()
    await launch(root, [])
    await rm(join(root, 'electron.vite.config.ts'))
    await rm(join(root, 'out/build.stamp'))
    expect(await launch(root, ['x'])).toEqual({ code: 0, out: 'x\n', err: '' })
    expect(await buildsOf(root)).toBe(1)
  })

  test.each([
    ['sv_SE.UTF-8', 'behöver Node 22'],
    ['ja_JP.UTF-8', 'Node 22 以降が必要'],
    ['en_GB.UTF-8', 'needs Node 22'],
  ])('refuses an old Node in one sentence (%s)', async (locale, words) => {
    const root = await installation()
    const { code, out, err } = await launch(root, [], { ...pretend('20.20.2'), LC_ALL: locale })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^mirrorwell: runtime-too-old: .*\n$/u)
    expect(err).toContain(words)
  })

  test('becomes the Node that came along: same arguments, same exit code', async () => {
    const root = await installation()
    const node = join(root, 'node_modules/node/bin/node')
    await mkdir(join(root, 'node_modules/node/bin'), { recursive: true })
    await writeFile(node, '#!/bin/sh\nshift\necho "$@"\nexit 7\n')
    await chmod(node, 0o755)
    const ended = await launch(root, ['serve', '--data', 'a b'], pretend('20.20.2'))
    expect(ended).toEqual({ code: 7, out: 'serve --data a b\n', err: '' })
  })
})
