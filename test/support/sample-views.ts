import type { z } from 'zod'
import { AlertView } from '../../src/shared/contract/alerts.ts'
import { InviteView } from '../../src/shared/contract/invites.ts'
import { ReportView } from '../../src/shared/contract/map.ts'
import { MirrorView } from '../../src/shared/contract/mirrors.ts'
import { NeighbourView } from '../../src/shared/contract/neighbours.ts'
import { NodeStatus } from '../../src/shared/contract/node.ts'
import { OwnResource } from '../../src/shared/contract/resources.ts'

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
    own: false,
    raisedAtMs: SAMPLE_NOW_MS - 5 * MINUTE_MS,
    receivedAtMs: SAMPLE_NOW_MS - 4 * MINUTE_MS - seed,
    hops: 2,
    seenBy: 2,
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
    ...part,
  })

export const sampleNeighbour = (letter: string, part: Part<typeof NeighbourView> = {}): NeighbourView =>
  NeighbourView.parse({
    nodeId: nodeIdOf(letter),
    name: 'Björk',
    alias: `bjork:lct:web4:ai:${letter.repeat(12)}`,
    safetyWords: ['harbor', 'velvet', 'orbit', 'maple', 'quick', 'lantern'],
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
