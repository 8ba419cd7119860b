import type { NodeId } from '../../shared/kernel/ids.ts'
import { tryDecode } from '../wire/decode.ts'
import { MAX_OPENING_BYTES } from '../wire/limits.ts'
import { wire } from '../wire/messages.ts'
import { isProof, PROOF_VERSION, type ProofCase, proofMac } from './federation-proof.ts'
import { LANE_STREAMS, type LaneStream } from './lanes.ts'
import { MessageInbox } from './message-inbox.ts'
import type { ProtocolIds } from './protocol-ids.ts'
import { StreamInbox } from './stream-inbox.ts'
import type { Link, MessageStream } from './transport.ts'

/** The version of the lanes that we speak. Source: proto/mirrorwell/v1/lane.proto. */
export const LANE_VERSION = 1
/** Lane streams looked at on one link before it is given up. Chosen here: each lane twice. */
const MAX_LANE_TRIES = 2 * LANE_STREAMS.length

export type OpenLanes = Readonly<Record<LaneStream, MessageInbox>>
/** Why a link did not get as far as open lanes. `refused`: of another federation, or not willing to prove otherwise. */
export type SetupFailure = 'refused' | 'silent' | 'version-unknown'
/** A link that is ready, and the streams the other side opens from then on. */
export interface ReadyLink {
  readonly lanes: OpenLanes
  readonly streams: StreamInbox
}
interface SetupFault {
  readonly failure: SetupFailure
}
type LanesResult = Pick<ReadyLink, 'lanes'> | SetupFault
export type SetupResult = ReadyLink | SetupFault

export interface LinkSetupOptions {
  readonly local: NodeId
  readonly key: Uint8Array
  readonly protocols: ProtocolIds
  /** Aborts when the proof is overdue. */
  readonly proofSignal: AbortSignal
  /** Aborts when the lanes are overdue. */
  readonly laneSignal: AbortSignal
}

const { LaneStatus } = wire
const SILENT: SetupFault = { failure: 'silent' }
const REFUSED: SetupFault = { failure: 'refused' }

/**
 * Takes a fresh link as far as open lanes. Proof comes first, both ways, and
 * nothing else is read or answered before it; the dialler shows its own first,
 * so that a stranger who dials learns nothing from the answer.
 */
export async function setUpLink(link: Link, options: LinkSetupOptions): Promise<SetupResult> {
  const streams = new StreamInbox(link)
  const result =
    link.direction === 'outbound' ? await dialUp(link, options) : await answer(link, streams, options)
  if ('lanes' in result) return { ...result, streams }
  streams.shut()
  return result
}

async function dialUp(link: Link, options: LinkSetupOptions): Promise<LanesResult> {
  const failed = await proveAsDialler(link, options)
  if (failed !== null) return failed
  link.admit()
  return openLanes(link, options)
}

async function answer(link: Link, streams: StreamInbox, options: LinkSetupOptions): Promise<LanesResult> {
  return (await proveAsAnswerer(link, streams, options)) ?? answerLanes(streams, options)
}

async function proveAsDialler(link: Link, options: LinkSetupOptions): Promise<SetupFault | null> {
  const { key, local, proofSignal } = options
  const pair = { dialler: local, answerer: link.remote }
  const stream = await tryOpen(link, options.protocols.proof, proofSignal)
  if (stream === null) return proofSignal.aborted ? SILENT : REFUSED
  const inbox = new MessageInbox(stream)
  stream.send(encodeProof(key, { ...pair, prover: 'dialler' }))
  const answer = await inbox.next(proofSignal)
  stream.close()
  if (answer === null) return proofSignal.aborted ? SILENT : REFUSED
  return holds(key, { ...pair, prover: 'answerer' }, answer) ? null : REFUSED
}

async function proveAsAnswerer(
  link: Link,
  streams: StreamInbox,
  options: LinkSetupOptions,
): Promise<SetupFault | null> {
  const { key, local, proofSignal } = options
  const pair = { dialler: link.remote, answerer: local }
  const stream = await streams.next(options.protocols.proof, proofSignal)
  if (stream === null) return proofSignal.aborted ? SILENT : REFUSED
  const question = await new MessageInbox(stream).next(proofSignal)
  if (question === null) return SILENT
  if (!holds(key, { ...pair, prover: 'dialler' }, question)) return REFUSED
  link.admit()
  stream.send(encodeProof(key, { ...pair, prover: 'answerer' }))
  stream.close()
  return null
}

async function openLanes(link: Link, options: LinkSetupOptions): Promise<LanesResult> {
  const opened = await Promise.all(LANE_STREAMS.map((lane) => openLane(link, lane, options)))
  const failed = opened.find((lane) => 'failure' in lane)
  if (failed && 'failure' in failed) return failed
  const [alert, main] = opened
  if (!alert || !main || 'failure' in alert || 'failure' in main) return SILENT
  return { lanes: { alert: alert.inbox, main: main.inbox } }
}

async function openLane(
  link: Link,
  lane: LaneStream,
  options: LinkSetupOptions,
): Promise<{ readonly inbox: MessageInbox } | { readonly failure: SetupFailure }> {
  const stream = await tryOpen(link, options.protocols.lane, options.laneSignal)
  if (stream === null) return { failure: 'silent' }
  const inbox = new MessageInbox(stream)
  stream.send(wire.LaneOpen.encode({ version: LANE_VERSION, lane }).finish())
  const bytes = await inbox.next(options.laneSignal)
  const answer = bytes && tryDecode(wire.LaneAnswer, bytes, MAX_OPENING_BYTES)
  if (!answer) return { failure: 'silent' }
  return answer.status === LaneStatus.LANE_STATUS_OPEN ? { inbox } : { failure: 'version-unknown' }
}

async function answerLanes(streams: StreamInbox, options: LinkSetupOptions): Promise<LanesResult> {
  const lanes: Partial<Record<LaneStream, MessageInbox>> = {}
  for (let tries = 0; tries < MAX_LANE_TRIES; tries++) {
    const stream = await streams.next(options.protocols.lane, options.laneSignal)
    if (stream === null) return SILENT
    const inbox = new MessageInbox(stream)
    const bytes = await inbox.next(options.laneSignal)
    const { status, lane } = judgeOpening(bytes, lanes)
    stream.send(wire.LaneAnswer.encode({ status, version: LANE_VERSION }).finish())
    if (lane) lanes[lane] = inbox
    else stream.close()
    const { alert, main } = lanes
    if (alert && main) return { lanes: { alert, main } }
  }
  return { failure: 'version-unknown' }
}

/** What to answer an opening with, and the lane where it is to be opened. */
function judgeOpening(bytes: Uint8Array | null, open: Partial<Record<LaneStream, MessageInbox>>) {
  const opening = bytes && tryDecode(wire.LaneOpen, bytes, MAX_OPENING_BYTES)
  if (!opening || opening.version !== LANE_VERSION) return { status: LaneStatus.LANE_STATUS_VERSION_UNKNOWN }
  const lane = LANE_STREAMS.find((name) => name === opening.lane)
  if (!lane) return { status: LaneStatus.LANE_STATUS_LANE_UNKNOWN }
  if (open[lane]) return { status: LaneStatus.LANE_STATUS_BUSY }
  return { status: LaneStatus.LANE_STATUS_OPEN, lane }
}

/** A stream, or null where the other side does not serve the protocol, is gone, or takes too long. */
async function tryOpen(link: Link, protocol: string, signal: AbortSignal): Promise<MessageStream | null> {
  try {
    return await link.open(protocol, signal)
  } catch {
    return null // all that a peer can do wrong here ends the same way: no stream
  }
}

function encodeProof(key: Uint8Array, proofCase: ProofCase): Uint8Array {
  return wire.FederationProof.encode({ version: PROOF_VERSION, mac: proofMac(key, proofCase) }).finish()
}

function holds(key: Uint8Array, proofCase: ProofCase, bytes: Uint8Array): boolean {
  const proof = tryDecode(wire.FederationProof, bytes, MAX_OPENING_BYTES)
  return proof?.version === PROOF_VERSION && isProof(key, proofCase, proof.mac)
}
