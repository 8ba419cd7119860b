import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import protobuf from 'protobufjs'

const PROTO_DIR = join(import.meta.dirname, '../../proto')
const PACKAGE = 'mirrorwell.v1'
/** Bytes on one line of a long value. Chosen here: a key, a hash or half a signature. */
const BYTES_PER_LINE = 32
/** Column at which words begin. Chosen here: behind a tag, a length and a short value. */
const WORDS_COLUMN = 40
/** Longest value that stands on the line of its tag. */
const SHORT_BYTES = 12

/** Fields of bytes that hold another message, by where they stand. */
const INNER_MESSAGES: Readonly<Record<string, string>> = {
  'Envelope.body': 'Body',
  // The one envelope among the examples that has a payload is an alert's.
  'Envelope.payload': 'Alert',
  'Body.credential': 'SignedCredential',
  'SignedCredential.credential': 'MirrorCredential',
  'MirrorAdded.credential': 'SignedCredential',
  'Invite.body': 'InviteBody',
  'Whereabouts.body': 'WhereaboutsBody',
  'InviteBody.genesis': 'Genesis',
  'TransferProposal.terms': 'TransferTerms',
  'TransferAgreement.settled': 'SettledTerms',
  'SettledTerms.terms': 'TransferTerms',
  'MirrorSignature.credential': 'SignedCredential',
  'SignedSeed.document': 'SeedDocument',
  'SeedDocument.content': 'SeedContent',
  'SeedDocument.credential': 'SignedCredential',
}

const VARINT = 0
const FIXED_64 = 1
const LENGTH_DELIMITED = 2
const FIXED_32 = 5

/** The .proto files read as text, with none of the generated code: a second reader of the same bytes. */
function loadProto(): protobuf.Root {
  const root = new protobuf.Root()
  root.resolvePath = (_origin, target) => (target.startsWith(PROTO_DIR) ? target : join(PROTO_DIR, target))
  root.loadSync(globSync(join(PROTO_DIR, 'mirrorwell/v1/*.proto')), { keepCase: true })
  root.resolveAll()
  return root
}

const root = loadProto()

/** Every message that the .proto files define, but for the files named. */
export const messageNamesBut = (...files: readonly string[]): string[] =>
  (root.lookup(PACKAGE) as protobuf.Namespace).nestedArray
    .filter((nested) => nested instanceof protobuf.Type && !files.includes(basename(nested.filename ?? '')))
    .map(({ name }) => name)
    .sort()

interface Walk {
  readonly lines: string[]
  readonly messages: Set<string>
}

/**
 * The bytes of a message, field by field: hex, then `#` and what it says.
 * Without what follows each `#` and without white space, the lines are the
 * message's bytes. Every message met on the way is noted in `messages`.
 */
export function annotate(name: string, bytes: Uint8Array, messages: Set<string> = new Set()): string {
  const walk: Walk = { lines: [], messages }
  walkMessage(name, bytes, '', walk)
  return walk.lines.join('\n')
}

/** The same content as JSON: base64 for bytes, fields in camel case, what is unset left out. Source: protobuf.dev, "ProtoJSON Format". */
export function jsonOf(name: string, bytes: Uint8Array): string {
  const type = root.lookupType(`${PACKAGE}.${name}`)
  return JSON.stringify(
    inCamelCase(type.toObject(type.decode(bytes), { longs: Number, enums: String, bytes: String })),
  )
}

function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [protobuf.util.camelCase(key), inCamelCase(inner)]),
  )
}

/** The bytes that an annotated text stands for. */
export const bytesOf = (annotated: string): Buffer =>
  Buffer.from(annotated.replace(/#.*$/gmu, '').replace(/\s+/gu, ''), 'hex')

function walkMessage(name: string, bytes: Uint8Array, indent: string, walk: Walk): void {
  const type = root.lookupType(`${PACKAGE}.${name}`)
  walk.messages.add(name)
  const reader = protobuf.Reader.create(bytes)
  while (reader.pos < reader.len) {
    const start = reader.pos
    const tag = reader.uint32()
    const field = type.fieldsById[tag >>> 3]
    if (field === undefined) throw new Error(`${name} has no field ${tag >>> 3}`)
    walkField({ name, field, bytes, start, reader, indent, wireType: tag & 7 }, walk)
  }
}

interface FieldAt {
  readonly name: string
  readonly field: protobuf.Field
  readonly bytes: Uint8Array
  readonly start: number
  readonly reader: protobuf.Reader
  readonly indent: string
  readonly wireType: number
}

function walkField(at: FieldAt, walk: Walk): void {
  const { field, bytes, start, reader, indent, wireType } = at
  const line = (end: number, words: string): void => {
    const hex = spaced(bytes.subarray(start, end))
    walk.lines.push(`${`${indent}${hex}`.padEnd(WORDS_COLUMN)} # ${indent}${words}`)
  }
  if (wireType === VARINT) {
    const value = Number(reader.uint64())
    line(reader.pos, `${field.name} = ${nameOfValue(field, value)}`)
  } else if (wireType === FIXED_64) {
    const value = reader.double()
    line(reader.pos, `${field.name} = ${value}`)
  } else if (wireType === FIXED_32) {
    const value = reader.fixed32()
    line(reader.pos, `${field.name} = ${value}`)
  } else if (wireType === LENGTH_DELIMITED) {
    walkDelimited(at, line, walk)
  } else throw new Error(`wire type ${wireType}`)
}

function walkDelimited(at: FieldAt, line: (end: number, words: string) => void, walk: Walk): void {
  const { name, field, reader, indent } = at
  const length = reader.uint32()
  const value = at.bytes.subarray(reader.pos, reader.pos + length)
  const valueAt = reader.pos
  reader.pos += length
  const inner =
    field.resolvedType instanceof protobuf.Type
      ? field.resolvedType.name
      : INNER_MESSAGES[`${name}.${field.name}`]
  const isShort = length <= SHORT_BYTES
  if (inner !== undefined && (length > 0 || field.resolvedType !== null)) {
    line(valueAt, `${field.name}: ${inner}, ${length} bytes`)
    walkMessage(inner, value, `${indent}  `, walk)
    return
  }
  const words = field.type === 'string' ? JSON.stringify(Buffer.from(value).toString()) : `${length} bytes`
  line(isShort ? reader.pos : valueAt, `${field.name} = ${words}`)
  if (!isShort) walk.lines.push(...wrapped(value, `${indent}  `))
}

function nameOfValue(field: protobuf.Field, value: number): string {
  if (field.resolvedType instanceof protobuf.Enum)
    return field.resolvedType.valuesById[value] ?? String(value)
  return field.type === 'bool' ? String(value === 1) : String(value)
}

const spaced = (bytes: Uint8Array): string =>
  (Buffer.from(bytes).toString('hex').match(/../gu) ?? []).join(' ')

function wrapped(bytes: Uint8Array, indent: string): string[] {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += BYTES_PER_LINE) {
    lines.push(`${indent}${Buffer.from(bytes.subarray(at, at + BYTES_PER_LINE)).toString('hex')}`)
  }
  return lines
}
