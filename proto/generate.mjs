/**
 * Generates `src/main/wire/generated/messages.{js,d.ts}` from the .proto files.
 * With `--check` it writes nothing and exits 1 when the committed files differ.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pbjs from 'protobufjs-cli/pbjs.js'
import pbts from 'protobufjs-cli/pbts.js'

const PROTO_DIR = dirname(fileURLToPath(import.meta.url))
const OUT_DIR = join(PROTO_DIR, '../src/main/wire/generated')
const SOURCES = readdirSync(join(PROTO_DIR, 'mirrorwell/v1'))
  .filter((name) => name.endsWith('.proto'))
  .sort()
  .map((name) => join(PROTO_DIR, 'mirrorwell/v1', name))

const OPTIONS = ['--target', 'static-module', '--wrap', 'es6', '--path', PROTO_DIR]
const LEAN = ['--no-verify', '--no-delimited', '--no-create', '--no-convert', '--force-number']

async function generate() {
  const folder = mkdtempSync(join(tmpdir(), 'mirrorwell-proto-'))
  try {
    const [commented, bare, types] = ['commented.js', 'messages.js', 'messages.d.ts'].map((name) =>
      join(folder, name),
    )
    await promisify(pbjs.main)([...OPTIONS, ...LEAN, '--out', commented, ...SOURCES])
    await promisify(pbts.main)(['--out', types, commented])
    await promisify(pbjs.main)([...OPTIONS, ...LEAN, '--no-comments', '--out', bare, ...SOURCES])
    return { 'messages.js': readFileSync(bare, 'utf8'), 'messages.d.ts': readFileSync(types, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const files = await generate()
const check = process.argv.includes('--check')
for (const [name, text] of Object.entries(files)) {
  const path = join(OUT_DIR, name)
  if (!check) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    process.stderr.write(`${name} differs from the .proto files: run npm run proto\n`)
    process.exitCode = 1
  }
}
