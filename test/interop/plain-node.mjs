// A Node written from proto/ and its README alone: nothing is from src/. It joins, reports, talks in a session, prints
// what it hears. Left out: storing, counting credit, answering others' sessions, comparing, new keys.
import assert from 'node:assert/strict'
import * as crypto from 'node:crypto'
import * as fs from 'node:fs'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { privateKeyFromRaw } from '@libp2p/crypto/keys'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import protobuf from 'protobufjs'

const [root, proto] = [new protobuf.Root(), `${import.meta.dirname}/../../proto/`]
root.resolvePath = (_from, file) => proto + file
root.loadSync(fs.readdirSync(`${proto}mirrorwell/v1`).map((file) => `mirrorwell/v1/${file}`))
const typeOf = (name) => root.lookupType(`mirrorwell.v1.${name}`)
const encode = (name, fields) => Buffer.from(typeOf(name).encode(typeOf(name).fromObject(fields)).finish())
const READ = { longs: Number, enums: String, defaults: true, oneofs: true }
const decode = (name, bytes) => typeOf(name).toObject(typeOf(name).decode(bytes), READ)
const tell = (event, fields) => process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`)
const concat = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)))
const uint = (value, bytes) => Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex')
const sha256 = (...parts) => crypto.hash('sha256', concat(...parts), 'buffer')
const hashFields = (...all) => sha256(...all.flatMap((field) => [uint(Buffer.byteLength(field), 4), field]))
const hmac = (key, bytes) => crypto.createHmac('sha256', key).update(bytes).digest()
const hkdf = (key, salt, info, length) => Buffer.from(crypto.hkdfSync('sha256', key, salt, info, length))
const keyPair = (kind) => crypto.generateKeyPairSync(kind).privateKey
const raw = (key, field = 'x') => Buffer.from(key.export({ format: 'jwk' })[field], 'base64url')
const jwk = (crv, bytes) => ({ kty: 'OKP', crv, x: bytes.toString('base64url') })
const publicKey = (crv, bytes) => crypto.createPublicKey({ key: jwk(crv, bytes), format: 'jwk' })
const mine = keyPair('ed25519')
const me = raw(mine)
const holds = (key, bytes, signature) => crypto.verify(null, bytes, publicKey('Ed25519', key), signature)
// The invitation, and the federation that follows from it.
const [link, name] = process.argv.slice(2)
const invite = decode('Invite', Buffer.from(link.slice('mirrorwell://join/'.length), 'base64url'))
const { inviter: they, ...invited } = decode('InviteBody', invite.body)
const tag = decode('Genesis', invited.genesis).test ? 0x7e : 0x01
const federation = concat([tag], sha256(invited.genesis).subarray(0, 31))
const inDomain = (domain, body) => concat(`mirrorwell/1 ${domain}\0`, federation, body)
assert(holds(they, inDomain('invite', invite.body), invite.signature), 'no sound invitation')
assert(invited.expiresAtMs > Date.now(), 'the invitation has expired')
const digits = sha256('mirrorwell protocol id', federation).toString('hex').slice(0, 16)
// The connection: messages behind their lengths, the proof, two lanes.
const stack = { transports: [tcp()], connectionEncrypters: [noise()], streamMuxers: [yamux()] }
const privateKey = privateKeyFromRaw(concat(raw(mine, 'd'), me))
const node = await createLibp2p({ privateKey, ...stack, connectionMonitor: { enabled: false } })
const connection = await node.dial(invited.addresses.map((address) => multiaddr(address)))
const [self, remote] = [node.peerId, connection.remotePeer].map(String)
async function* messagesOn(stream) {
  let held = Buffer.alloc(0)
  for await (const chunk of stream) {
    held = concat(held, chunk.subarray())
    while (held.some((byte) => byte < 0x80)) {
      const reader = protobuf.Reader.create(held)
      const end = reader.uint32() + reader.pos
      if (end > held.length) break
      yield held.subarray(reader.pos, end)
      held = held.subarray(end)
    }
  }
}
async function open(kind) {
  const stream = await connection.newStream(`/mirrorwell/${digits}/${kind}/1.0.0`)
  const messages = messagesOn(stream)
  const send = (type, fields) => {
    const bytes = encode(type, fields)
    stream.send(protobuf.Writer.create().bytes(bytes).finish())
    return bytes
  }
  return { messages, send, next: async () => (await messages.next()).value }
}
const proofKey = hkdf(federation, '', 'mirrorwell/1 federation proof', 32)
const proofOf = (side) => hmac(proofKey, concat(side, [self.length], self, [remote.length], remote))
const proof = await open('proof')
proof.send('FederationProof', { version: 1, mac: proofOf('D') })
assert(proofOf('A').equals(decode('FederationProof', await proof.next()).mac), 'of another federation')
async function openLane(lane) {
  const { messages, send, next } = await open('lane')
  send('LaneOpen', { version: 1, lane })
  assert.equal(decode('LaneAnswer', await next()).status, 'LANE_STATUS_OPEN')
  return { messages, send: (frame) => send('LaneFrame', frame) }
}
const lanes = { alert: await openLane('alert'), main: await openLane('main') }
// Entries: what this Node says, and what it hears.
const [published, epoch] = [[], { openedAtMs: Date.now(), random: crypto.randomBytes(16) }]
function envelopeOf(fields, payload) {
  const common = { version: 1, federation, author: me, time: { wallMs: Date.now() } }
  const body = encode('Body', { ...common, ...fields, payloadHash: sha256(payload) })
  return { body, payload, nodeSignature: crypto.sign(null, inDomain('envelope node', body), mine) }
}
function publish(fields, payload) {
  published.push({ envelope: envelopeOf({ epoch, sequence: published.length, ...fields }, payload), hops: 1 })
  lanes.main.send({ entries: { entries: published.slice(-1) } })
}
function read({ body, payload, nodeSignature, mirrorSignature }) {
  const said = decode('Body', body)
  assert(sha256(payload).equals(said.payloadHash) && federation.equals(said.federation))
  assert(holds(said.author, inDomain('envelope node', body), nodeSignature), 'not of its Node')
  if (said.credential.length === 0) return said
  const { credential, nodeSignature: word } = decode('SignedCredential', said.credential)
  const { mirrorKey, name: mirror } = decode('MirrorCredential', credential)
  assert(holds(said.author, inDomain('mirror credential', credential), word), 'a Mirror of no Node')
  assert(holds(mirrorKey, inDomain('envelope mirror', body), mirrorSignature), 'not of its Mirror')
  return { ...said, mirror }
}
const onFrame = {
  heartbeat: ({ nonce }) => lanes.main.send({ heartbeatAnswer: { nonce, clockMs: Date.now() } }),
  joinAnswer: ({ status }) => (status === 'JOIN_STATUS_WELCOME' ? showSelf() : assert.fail(status)),
  entries({ entries, last }, lane) {
    if (last) tell('caught-up', {})
    for (const { envelope } of entries) {
      const { kind, mirror } = read(envelope)
      if (kind === 'KIND_ALERT') tell('alert', { lane, mirror, ...decode('Alert', envelope.payload) })
    }
    lanes[lane].send({ receipts: { ids: entries.map(({ envelope }) => sha256(envelope.body)) } })
  },
}
async function listen(lane) {
  for await (const bytes of lanes[lane].messages) {
    const frame = decode('LaneFrame', bytes)
    onFrame[frame.content]?.(frame[frame.content], lane)
    const isCredited = lane === 'main' && !/^heartbeat|^credit/u.test(frame.content)
    if (isCredited) lanes.main.send({ credit: { bytes: bytes.length } })
  }
}
function showSelf() {
  tell('joined', { nodeId: self })
  publish({ stream: 'STREAM_LOG', kind: 'KIND_EPOCH_OPENED' }, encode('EpochOpened', {}))
  publish({ stream: 'STREAM_LATEST', kind: 'KIND_NODE_PROFILE' }, encode('NodeProfile', { name }))
  const figures = { resource: 'water', state: 3, unit: 'L', capacity: 1000, highSteps: 120 }
  const report = encode('ResourceReport', { ...figures, padding: Buffer.alloc(230) })
  publish({ stream: 'STREAM_LATEST', kind: 'KIND_RESOURCE_REPORT', slot: 'water' }, report)
  void converse('Good morning from a plain Node.')
}
// A session, and talk in it.
const seal = ({ key, nonce = Buffer.alloc(12), aad }, plain) => {
  const cipher = crypto.createCipheriv('aes-256-gcm', key, nonce).setAAD(aad)
  return concat(cipher.update(plain), cipher.final(), cipher.getAuthTag())
}
const unseal = ({ key, nonce = Buffer.alloc(12), aad }, sealed) => {
  const cipher = crypto.createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad)
  return concat(cipher.setAuthTag(sealed.subarray(-16)).update(sealed.subarray(0, -16)), cipher.final())
}
async function converse(text) {
  const { messages, ...stream } = await open('session')
  const send = (content) => stream.send('SessionMessage', content)
  const ours = keyPair('x25519')
  const first = send({ handshake: { version: 1, ephemeral: raw(ours), nonce: crypto.randomBytes(32) } })
  const second = await stream.next()
  const { handshakeAck, refusal } = decode('SessionMessage', second)
  if (refusal) return setTimeout(converse, 1000, text) // both began at once
  const { ephemeral, nonce, sessionId, sealed } = handshakeAck
  const secret = crypto.diffieHellman({ privateKey: ours, publicKey: publicKey('X25519', ephemeral) })
  const h1 = hashFields('mw-session/1', federation, self, remote, first)
  const h2 = hashFields(h1, ephemeral, nonce, sessionId)
  const h3 = hashFields(h2, second)
  const keys = hkdf(secret, hashFields(h1, ephemeral, nonce), 'mw hs', 128)
  const [theirSeal, ourSeal, theirMac, ourMac] = [0, 32, 64, 96].map((at) => keys.subarray(at, at + 32))
  const named = decode('HandshakeIdentity', unseal({ key: theirSeal, aad: h2 }, sealed))
  assert(named.identity.equals(they) && hmac(theirMac, concat('R', h2, they)).equals(named.mac))
  assert(holds(they, concat('mw-session/1 responder\0', h2, they), named.signature))
  const signature = crypto.sign(null, concat('mw-session/1 initiator\0', h3, me), mine)
  const us = encode('HandshakeIdentity', { identity: me, signature, mac: hmac(ourMac, concat('I', h3, me)) })
  const third = send({ handshakeConfirm: { sealed: seal({ key: ourSeal, aad: h3 }, us) } })
  const traffic = (role) => hkdf(secret, hashFields(h3, third), `mw app ${role} control`, 44)
  const keyed = { I: traffic('initiator'), R: traffic('responder') }
  const sealing = (side, { sequence, type }, length) => ({
    key: keyed[side].subarray(0, 32),
    nonce: concat(uint(0, 4), uint(sequence, 8)).map((byte, at) => byte ^ keyed[side][32 + at]),
    aad: concat([1], sessionId, side, [1], uint(sequence, 8), uint(type, 2), uint(length, 4)),
  })
  let sequence = 0
  const say = (type, bytes) => {
    const head = { channel: 1, sequence: sequence++, type }
    send({ frame: { ...head, sealed: seal(sealing('I', head, bytes.length), bytes) } })
  }
  for await (const bytes of messages) {
    const { frame } = decode('SessionMessage', bytes)
    const content = unseal(sealing('R', frame, frame.sealed.length - 16), frame.sealed)
    if (frame.type === 1) {
      assert(hashFields('mw-session/1 confirmation', h3, third).equals(content))
      const said = encode('TalkMessage', { id: crypto.randomBytes(16), writtenAtMs: Date.now(), text })
      const place = { stream: 'STREAM_PRIVATE', kind: 'KIND_TALK', session: sessionId }
      say(16, encode('Envelope', envelopeOf(place, said)))
    }
    if (frame.type === 16) {
      const letter = decode('Envelope', content)
      assert(read(letter).session.equals(sessionId))
      tell('talk', { text: decode('TalkMessage', letter.payload).text })
      say(17, encode('PrivateReceipt', { payloadHash: sha256(letter.payload) }))
      say(32, encode('Cursors', {}))
    }
    if (frame.type === 17) tell('heard', {})
    if (frame.type === 32) lanes.main.send({ entries: { entries: published, catchingUp: true, last: true } })
  }
}
lanes.main.send({ joinRequest: { inviteId: invited.inviteId, name } })
await Promise.all(['alert', 'main'].map(listen))
