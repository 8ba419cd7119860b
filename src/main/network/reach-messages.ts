import { isIPv4, isIPv6 } from 'node:net'
import { tryDecode } from '../wire/decode.ts'
import { MAX_OPENING_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'

const REACH_VERSION = 1
const MEETING_VERSION = 1
/** Ports that are tried for one neighbour. Source: docs/protocol.md, "Reach". */
export const MAX_PORTS = 4
const MAX_PORT = 65_535

/** Where a Node is seen, or will be. */
export interface Place {
  readonly host: string
  readonly port: number
}

export const encodeQuestion = (ports: readonly number[]): Uint8Array =>
  wire.ReachQuestion.encode({ version: REACH_VERSION, ports: ports.slice(0, MAX_PORTS) }).finish()

/** The ports that a neighbour asks to be dialled back at, or null. */
export function readQuestion(bytes: Uint8Array): readonly number[] | null {
  const question = tryDecode(wire.ReachQuestion, bytes, MAX_OPENING_BYTES)
  return question?.version === REACH_VERSION ? question.ports.slice(0, MAX_PORTS) : null
}

export const encodeAnswer = (found: Place): Uint8Array =>
  wire.ReachAnswer.encode({ version: REACH_VERSION, ...found }).finish()

/** Where a neighbour sees this Node, and the port that it came in by, or 0; null where that is no IP address. */
export function readAnswer(bytes: Uint8Array): Place | null {
  const answer = tryDecode(wire.ReachAnswer, bytes, MAX_OPENING_BYTES)
  if (answer?.version !== REACH_VERSION || !isHost(answer.host)) return null
  return { host: answer.host, port: answer.port }
}

export const encodePlace = (place: Place): Uint8Array =>
  wire.MeetingPlace.encode({ version: MEETING_VERSION, ...place }).finish()

/** Where the other side of a meeting will be, or null. */
export function readPlace(bytes: Uint8Array): Place | null {
  const place = tryDecode(wire.MeetingPlace, bytes, MAX_OPENING_BYTES)
  if (place?.version !== MEETING_VERSION || addressOf(place.host, place.port) === null) return null
  return { host: place.host, port: place.port }
}

/** A TCP address, or null where host or port are none. */
export function addressOf(host: string, port: number): string | null {
  if (port < 1 || port > MAX_PORT || !isHost(host)) return null
  return isIPv4(host) ? `/ip4/${host}/tcp/${port}` : `/ip6/${host}/tcp/${port}`
}

/** The zone behind an IPv6 address may be any text, means nothing elsewhere, and has no place in a multiaddr. */
const isHost = (text: string): boolean => isIPv4(text) || (isIPv6(text) && !text.includes('%'))
