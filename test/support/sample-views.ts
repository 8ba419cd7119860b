import type { z } from 'zod'
import { AlertView } from '../../src/shared/contract/alerts.ts'
import { FileView } from '../../src/shared/contract/files.ts'
import { InviteView } from '../../src/shared/contract/invites.ts'
import { ReportView, ShownPoint } from '../../src/shared/contract/map.ts'
import { MirrorView } from '../../src/shared/contract/mirrors.ts'
import { NeighbourView, TalkMessage } from '../../src/shared/contract/neighbours.ts'
import { NodeStatus } from '../../src/shared/contract/node.ts'
import { practice } from '../../src/shared/contract/practice.ts'
import { type LogFact, LogLine } from '../../src/shared/contract/practice-log.ts'
import { ResourcePrivacy } from '../../src/shared/contract/privacy.ts'
import { OwnResource } from '../../src/shared/contract/resources.ts'
import { HandbookPage, SeedAdds, SeedView } from '../../src/shared/contract/seeds.ts'
import { Earmark, TransferHint, TransferView } from '../../src/shared/contract/transfers.ts'

/** The moment at which samples live: a Saturday noon. */
export const SAMPLE_NOW_MS = Date.UTC(2026, 10, 21, 12, 0)
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const hexId = (seed: number, bytes: number): string => seed.toString(16).padStart(2, '0').repeat(bytes)
export const nodeIdOf = (letter: string): string => `12D3KooW${letter.repeat(44)}`

type Part<T extends z.ZodType> = Partial<z.input<T>>

/** An alert from Chiba, new and unjudged, unless said otherwise. Checked against the contract. */
export const sampleAlert = (seed: number, part: Part<typeof AlertView> = {}): AlertView =>
  AlertView.parse({
    id: hexId(seed, 32),
    kind: 'bias-drift',
    severity: 'high',
    summary: 'Irrigation model favours the east side',
    detail: 'Three weeks running the planner has moved water east although both sides report the same need.',
    system: 'Vattenplaneraren 4',
    evidence: [],
    origin: nodeIdOf('c'),
    originName: 'Chiba',
    mirrorName: 'Kenji',
    authorIsolated: false,
    own: false,
    raisedAtMs: SAMPLE_NOW_MS - 5 * MINUTE_MS,
    receivedAtMs: SAMPLE_NOW_MS - 4 * MINUTE_MS - seed,
    hops: 2,
    seenBy: 2,
    delivery: null,
    state: 'new',
    handled: null,
    snoozedUntilMs: null,
    notes: [],
    heldBack: false,
    corrected: null,
    myReview: null,
    otherReviews: null,
    otherReviewCount: 2,
    ...part,
  })

export const sampleReview = (
  letter: string,
  verdict: 'concur' | 'not-here' | 'context-differs' | 'needs-more',
) => ({
  nodeId: nodeIdOf(letter),
  nodeName: `Nod ${letter}`,
  mirrorId: hexId(letter.charCodeAt(0), 16),
  mirrorName: `Spegel ${letter}`,
  verdict,
  note: 'Vi har samma planerare men en annan brunn.',
  reviewedAtMs: SAMPLE_NOW_MS - 2 * MINUTE_MS,
})

export const sampleMirror = (seed: number, part: Part<typeof MirrorView> = {}): MirrorView =>
  MirrorView.parse({
    mirrorId: hexId(seed, 16),
    name: 'Anna',
    sinceMs: SAMPLE_NOW_MS - 90 * 24 * HOUR_MS,
    untilMs: null,
    unlocked: false,
    revoked: false,
    triesLeft: 5,
    blockedUntilMs: null,
    ...part,
  })

export const sampleStatus = (part: Part<typeof NodeStatus> = {}): z.output<typeof NodeStatus> =>
  NodeStatus.parse({
    nodeId: nodeIdOf('a'),
    name: 'Älvdalen',
    place: null,
    federationId: `01${hexId(9, 31)}`,
    practice: false,
    epoch: '1790000000000-0011aabb',
    superseded: false,
    epochUnconfirmed: false,
    neighbours: 2,
    knownNodes: 5,
    isolatedNodes: 0,
    locked: true,
    version: '0.1.0',
    host: 'node',
    addresses: [],
    clockOffMs: 0,
    seemsFiltered: false,
    outside: 'unknown',
    ...part,
  })

export const sampleResource = (part: Part<typeof OwnResource> = {}): OwnResource =>
  OwnResource.parse({
    resource: 'water',
    level: 420,
    unit: 'L',
    capacity: 1_000,
    surplusAbove: 700,
    deficitBelow: 200,
    state: 'enough',
    recordedAtMs: SAMPLE_NOW_MS - 20 * MINUTE_MS,
    shown: { state: 'enough', low: 120, high: 720, reportedAtMs: SAMPLE_NOW_MS - 20 * MINUTE_MS },
    delivery: null,
    nextReportAtMs: SAMPLE_NOW_MS + 40 * MINUTE_MS,
    daysLeft: 6.4,
    ...part,
  })

export const sampleReport = (letter: string, part: Part<typeof ReportView> = {}): ReportView =>
  ReportView.parse({
    nodeId: nodeIdOf(letter),
    name: 'Alby',
    resource: 'water',
    state: 'surplus',
    low: 780,
    high: 940,
    unit: 'L',
    capacity: 1_000,
    reportedAtMs: SAMPLE_NOW_MS - 13 * MINUTE_MS,
    receivedAtMs: SAMPLE_NOW_MS - 12 * MINUTE_MS,
    hops: 1,
    place: null,
    isolated: false,
    ...part,
  })

/** What Alby showed of its water yesterday. */
export const sampleShown = (
  part: Partial<Exclude<z.input<typeof ShownPoint>, { state: 'withdrawn' }>> = {},
): ShownPoint => {
  const atMs = part.firstReportedAtMs ?? SAMPLE_NOW_MS - 24 * HOUR_MS
  return ShownPoint.parse({
    ...{ state: 'enough', low: 380, high: 580, unit: 'L', capacity: 1_000 },
    ...{ firstReportedAtMs: atMs, rangeAtMs: atMs, reportedAtMs: atMs, receivedAtMs: atMs },
    ...part,
  })
}

export const sampleNeighbour = (letter: string, part: Part<typeof NeighbourView> = {}): NeighbourView =>
  NeighbourView.parse({
    nodeId: nodeIdOf(letter),
    name: 'Björk',
    alias: `bjork:lct:web4:ai:${letter.repeat(12)}`,
    safetyWords: {
      en: ['harbor', 'velvet', 'orbit', 'maple', 'quick', 'lantern'],
      ja: ['みなと', 'びろうど', 'きどう', 'かえで', 'はやい', 'ちょうちん'],
    },
    place: null,
    connected: true,
    lastHeardMs: SAMPLE_NOW_MS - 12 * MINUTE_MS,
    security: 'noise',
    roundTripMs: 34,
    address: '/ip4/10.0.0.7/tcp/4001',
    session: 'open',
    limits: [],
    pinned: true,
    mirrors: [{ name: 'Elin', revoked: false }],
    ...part,
  })

export const sampleInvite = (seed: number, part: Part<typeof InviteView> = {}): InviteView =>
  InviteView.parse({
    inviteId: hexId(seed, 16),
    invite: `mirrorwell://${'i'.repeat(120)}`,
    createdAtMs: SAMPLE_NOW_MS - HOUR_MS,
    expiresAtMs: SAMPLE_NOW_MS + 7 * 24 * HOUR_MS,
    revoked: false,
    usedBy: [],
    ...part,
  })

/** Water as sampled above, one change told today. */
export const samplePrivacy = (part: Part<typeof ResourcePrivacy> = {}): ResourcePrivacy =>
  ResourcePrivacy.parse({
    resource: 'water',
    unit: 'L',
    capacity: 1_000,
    within: 0.2,
    epsilon: 0.5,
    releasesToday: 1,
    releasesLimit: 2,
    spent1Day: 0.5,
    spent30Days: 6,
    limit30Days: 30,
    heldSinceMs: null,
    learned: [
      'Whether you have surplus, enough or a shortage is shown exactly, because you choose to show it.',
      'Of the level they see a range, 120–720 L. Nine times out of ten the level lies in it.',
    ],
    ...part,
  })

const PracticeStatus = practice.status.output

/** In practice, among six simulated Nodes, with a Node of one's own outside. */
export const samplePractice = (part: Part<typeof PracticeStatus> = {}): z.output<typeof PracticeStatus> =>
  PracticeStatus.parse({
    inside: true,
    running: true,
    hasLiveNode: true,
    startedAtMs: SAMPLE_NOW_MS - 3 * MINUTE_MS,
    mirrorName: 'You',
    pin: '1234',
    neighbours: 6,
    ...part,
  })

/** What a simulated Node reported some seconds ago. */
export const sampleLogLine = (number: number, seed: string, fact: z.input<typeof LogFact>): LogLine =>
  LogLine.parse({ number, nodeId: nodeIdOf(seed), atMs: SAMPLE_NOW_MS - (1_000 - number) * 1_000, fact })

/** A lesson from Chiba, waiting in the tray. */
export const sampleSeed = (seed: number, part: Part<typeof SeedView> = {}): SeedView =>
  SeedView.parse({
    id: hexId(seed, 32),
    title: 'Watering at dusk',
    state: 'tray',
    origin: nodeIdOf('c'),
    originName: 'Chiba',
    mirrorName: 'Kenji',
    originIsolated: false,
    own: false,
    hash: hexId(seed, 32),
    bytes: 640,
    offeredAtMs: SAMPLE_NOW_MS - 3 * HOUR_MS,
    receivedAtMs: SAMPLE_NOW_MS - 2 * HOUR_MS - seed,
    via: 'network',
    replaces: null,
    heldBack: false,
    delivery: null,
    checks: [],
    attachments: [],
    slug: null,
    handled: null,
    refusedReason: null,
    refusedBefore: null,
    ...part,
  })

/** A new page of twelve words. */
export const sampleAdds = (part: Part<typeof SeedAdds> = {}): z.output<typeof SeedAdds> =>
  SeedAdds.parse({
    newPage: true,
    slug: 'watering-at-dusk',
    wordsAdded: 12,
    wordsRemoved: 0,
    linesAdded: 3,
    linesRemoved: 0,
    bytesBefore: 0,
    bytesAfter: 640,
    checks: 0,
    links: 0,
    attachments: 0,
    attachmentBytes: 0,
    ...part,
  })

/** The same lesson once it is planted. */
export const samplePage = (part: Part<typeof HandbookPage> = {}): HandbookPage =>
  HandbookPage.parse({
    slug: 'watering-at-dusk',
    title: 'Watering at dusk',
    hash: hexId(1, 32),
    bytes: 640,
    plantedAtMs: SAMPLE_NOW_MS - HOUR_MS,
    plantedBy: 'Anna',
    seedId: hexId(1, 32),
    origin: nodeIdOf('c'),
    originName: 'Chiba',
    ...part,
  })

const NOTHING_CAN = {
  talk: true,
  counter: false,
  agreeTerms: false,
  decide: false,
  endNow: true,
  report: false,
  confirmReceipt: false,
}
type TransferPart = Omit<Part<typeof TransferView>, 'can'> & {
  readonly can?: Partial<z.input<typeof TransferView>['can']>
}

/** Björk asks Älvdalen for 300 L of water, and both have signed the terms: each side decides, unless said otherwise. */
export const sampleTransfer = (seed: number, { can = {}, ...part }: TransferPart = {}): TransferView =>
  TransferView.parse({
    id: hexId(seed, 16),
    role: 'giver',
    peer: nodeIdOf('b'),
    peerName: 'Björk',
    proposedHere: false,
    resource: 'water',
    quantity: 300,
    unit: 'L',
    window: null,
    route: 'Tankbil över gamla bron',
    expectedLossRatio: 0.03,
    settleInMs: 24 * HOUR_MS,
    revision: 0,
    phase: 'deciding',
    offeredAtMs: SAMPLE_NOW_MS - 2 * HOUR_MS,
    settleAtMs: SAMPLE_NOW_MS + 3 * HOUR_MS + 40 * MINUTE_MS,
    slotMs: 15_000,
    outcome: null,
    closedAtMs: null,
    mirrorsNeeded: 1,
    signedHere: [],
    signedThere: [],
    messages: [sampleMessage({ kind: 'offer', text: 'Brunnen sinar.' })],
    progress: [],
    receipts: { own: null, peer: null },
    can: { ...NOTHING_CAN, decide: part.phase === undefined || part.phase === 'deciding', ...can },
    ...part,
  })

type Message = z.input<typeof TransferView>['messages'][number]

/** A file of two megabytes that Björk offered an hour ago, unless said otherwise. Checked against the contract. */
export const sampleFile = (seed: number, part: Part<typeof FileView> = {}): FileView =>
  FileView.parse({
    ...{ id: hexId(seed, 16), nodeId: nodeIdOf('b'), ours: false, name: 'brunnen.pdf', mediaType: '' },
    ...{ sizeBytes: 2_000_000, phase: 'offered', paused: null, reason: null, note: '' },
    ...{ offeredAtMs: SAMPLE_NOW_MS - HOUR_MS, endedAtMs: null, doneBytes: 0 },
    ...{ bytesPerSecond: null, leftMs: null, stalledForMs: null },
    ...part,
  })

/** Something Elin of Björk said an hour ago, unless said otherwise. */
export const sampleMessage = (part: Partial<Message> = {}): Message => ({
  kind: 'talk',
  from: nodeIdOf('b'),
  fromName: 'Björk',
  own: false,
  mirrorName: 'Elin',
  text: 'Kan ni komma på fredag?',
  atMs: SAMPLE_NOW_MS - HOUR_MS,
  delivery: null,
  ...part,
})

export const sampleHint = (part: Part<typeof TransferHint> = {}): TransferHint =>
  TransferHint.parse({
    peer: nodeIdOf('b'),
    peerName: 'Björk',
    resource: 'water',
    unit: 'L',
    role: 'giver',
    theirs: { state: 'deficit', low: 0, high: 140, reportedAtMs: SAMPLE_NOW_MS - 3 * MINUTE_MS },
    suggestedQuantity: 150,
    unitsDiffer: false,
    ...part,
  })

/** Of 420 L 100 are promised, and 120 are free above the line of need. */
export const sampleEarmark = (part: Part<typeof Earmark> = {}): Earmark =>
  Earmark.parse({ resource: 'water', unit: 'L', level: 420, earmarked: 100, free: 120, ...part })

/** A message of the neighbour's, of just now. */
export const sampleTalk = (seed: number, part: Part<typeof TalkMessage> = {}): TalkMessage =>
  TalkMessage.parse({
    id: hexId(seed, 16),
    ours: false,
    text: 'Is the mill running?',
    sentAtMs: SAMPLE_NOW_MS,
    receivedAtMs: SAMPLE_NOW_MS,
    atMs: SAMPLE_NOW_MS,
    state: 'received',
    ...part,
  })
