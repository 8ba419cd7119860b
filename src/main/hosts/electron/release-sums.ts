import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** Where a packed folder says what it consists of, in the form of `sha256sum`, so that anybody can check it. */
export const SUMS_PATH = 'resources/SHA256SUMS'
/** The Ed25519 signature of that file (RFC 8032), in base64, and the public key it was made with. */
const SIGNATURE_PATH = `${SUMS_PATH}.sig`
const KEY_PATH = `${SUMS_PATH}.pem`
const OWN_PATHS: ReadonlySet<string> = new Set([SUMS_PATH, SIGNATURE_PATH, KEY_PATH])
/** One line of `sha256sum`. A name that would need its escapes is not packed. */
const LINE = /^(?<sum>[0-9a-f]{64}) {2}(?<path>[^\\\n]+)$/u

/** The file system as it lies there: Electron's own looks into archives instead of at them. */
export type PlainFiles = Pick<typeof fs, 'createReadStream' | 'readFileSync'>

export interface ReleaseState {
  readonly kind: 'as-released' | 'unsigned' | 'changed'
  /** What is not as it was packed, by path. */
  readonly changed: readonly string[]
  /** Which key signed it, to be compared with the one that was published. */
  readonly key: string | null
}

/** Write down the sums of all files below a packed folder, signed where there is a key. @returns the key's fingerprint */
export async function writeReleaseSums(folder: string, privateKeyPem: string | null): Promise<string | null> {
  const lines = await Promise.all(
    filesBelow(folder).map(async (path) => `${await sumOf(folder, path, fs)}  ${path}\n`),
  )
  const sums = Buffer.from(lines.join(''))
  fs.mkdirSync(dirname(join(folder, SUMS_PATH)), { recursive: true })
  fs.writeFileSync(join(folder, SUMS_PATH), sums)
  if (privateKeyPem === null) return null
  const key = createPrivateKey(privateKeyPem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the release key is no Ed25519 key')
  const publicKey = createPublicKey(key)
  fs.writeFileSync(join(folder, SIGNATURE_PATH), `${sign(null, sums, key).toString('base64')}\n`)
  fs.writeFileSync(join(folder, KEY_PATH), publicKey.export({ type: 'spki', format: 'pem' }))
  return fingerprintOf(publicKey)
}

/**
 * Whether the files of a packed folder are what was written down of them.
 * Evidence and no lock: whoever can change the files can change the program
 * that looks at them.
 *
 * @param pinned the public key that releases are signed with, where one is known
 */
export async function checkRelease(
  folder: string,
  { files, pinned }: { readonly files: PlainFiles; readonly pinned: string | null },
): Promise<ReleaseState> {
  const sums = readOrNull(files, join(folder, SUMS_PATH))
  const listed = parseSums(sums)
  if (sums === null || listed === null) return { kind: 'changed', changed: [SUMS_PATH], key: null }
  const signed = judgeSignature(folder, { sums, files, pinned })
  if (signed === 'wrong') return { kind: 'changed', changed: [SIGNATURE_PATH], key: null }
  const changed: string[] = []
  for (const { path, sum } of listed) {
    const found = await sumOf(folder, path, files).catch(() => null) // gone, or not to be read
    if (found !== sum) changed.push(path)
  }
  const key = signed?.key ?? null
  if (changed.length > 0) return { kind: 'changed', changed, key }
  return { kind: key === null ? 'unsigned' : 'as-released', changed, key }
}

interface Signed {
  readonly sums: Buffer
  readonly files: PlainFiles
  readonly pinned: string | null
}

/** Who signed; null where nobody did, and nobody had to. */
function judgeSignature(
  folder: string,
  { sums, files, pinned }: Signed,
): { readonly key: string } | 'wrong' | null {
  const signature = readOrNull(files, join(folder, SIGNATURE_PATH))
  if (signature === null) return pinned === null ? null : 'wrong'
  try {
    const key = createPublicKey(pinned ?? files.readFileSync(join(folder, KEY_PATH)))
    const isSigned = verify(null, sums, key, Buffer.from(signature.toString(), 'base64'))
    return isSigned ? { key: fingerprintOf(key) } : 'wrong'
  } catch {
    return 'wrong' // no key, or none that this is a signature of
  }
}

/** SHA-256 of the key's public form. Source: RFC 8410 §4. */
function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

function parseSums(sums: Buffer | null): readonly { path: string; sum: string }[] | null {
  const lines = sums?.toString().split('\n').slice(0, -1) ?? []
  const listed = lines.map((line) => LINE.exec(line)?.groups)
  if (listed.length === 0 || listed.includes(undefined)) return null
  return listed.map((groups) => ({ path: groups?.['path'] ?? '', sum: groups?.['sum'] ?? '' }))
}

/** The regular files below a folder but our own three, sorted, by paths with `/`. */
function filesBelow(folder: string): readonly string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'))
    .filter((path) => !OWN_PATHS.has(path))
  for (const path of paths) if (/[\\\n]/u.test(path)) throw new Error(`a name that cannot be listed: ${path}`)
  return paths.toSorted()
}

async function sumOf(folder: string, path: string, files: PlainFiles): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of files.createReadStream(join(folder, path))) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

function readOrNull(files: PlainFiles, path: string): Buffer | null {
  try {
    return files.readFileSync(path)
  } catch {
    return null // not there
  }
}
