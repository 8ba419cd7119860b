import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import protobuf from 'protobufjs'

const PROTO_DIR = join(import.meta.dirname, '../../proto')

/** The .proto files read as text, with none of the generated code: a second reader of the same bytes. */
function loadProto(): protobuf.Root {
  const root = new protobuf.Root()
  root.resolvePath = (_origin, target) => join(PROTO_DIR, target.replace(PROTO_DIR, ''))
  const files = readdirSync(join(PROTO_DIR, 'mirrorwell/v1')).filter((name) => name.endsWith('.proto'))
  root.loadSync(
    files.map((name) => `/mirrorwell/v1/${name}`),
    { keepCase: true },
  )
  root.resolveAll()
  return root
}

const root = loadProto()

/** Every message of the protocol by name. */
export function messageNames(): string[] {
  const { nested = {} } = root.lookup('mirrorwell.v1')?.toJSON() ?? {}
  return Object.keys(nested).filter((name) => root.lookup(`mirrorwell.v1.${name}`) instanceof protobuf.Type)
}

/** A message's fields as the .proto file names them: bytes as hex, numbers as decimal text where they have 64 bits, enums by name. */
export function readByProto(name: string, bytes: Uint8Array): Record<string, unknown> {
  const type = root.lookupType(`mirrorwell.v1.${name}`)
  const object = type.toObject(type.decode(bytes), { bytes: Array, longs: String, enums: String })
  return toHexed(object) as Record<string, unknown>
}

function toHexed(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isBytes = value.every((item) => typeof item === 'number')
    return isBytes ? Buffer.from(value as number[]).toString('hex') : value.map(toHexed)
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toHexed(inner)]))
}
