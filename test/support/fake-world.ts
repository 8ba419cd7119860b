import type { MirrorwellHandlers } from '../../src/shared/contract/index.ts'
import type { MirrorView } from '../../src/shared/contract/mirrors.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import {
  hexId,
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleAdds,
  sampleMirror,
  samplePractice,
  sampleStatus,
  sampleTransfer,
} from './sample-views.ts'

/** The PIN of every Mirror in the fake world. */
export const FAKE_PIN = '4242'

/** A small quiet Node: open, one locked Mirror, nothing recorded, nobody near. Commands succeed and change only what they must. */
export function defaultHandlers(emit: (name: string) => void): MirrorwellHandlers<void> {
  let mirrors: readonly MirrorView[] = [sampleMirror(1)]
  let phase: 'empty' | 'open' = 'open'
  let settings = {
    language: 'en' as 'sv' | 'ja' | 'en',
    lan: false,
    helper: false,
    dht: false,
    autoLockMinutes: 15,
    acknowledgedReturnHours: 24,
    sessionIdleMinutes: 30,
    wakeFrom: 'pinned' as 'pinned' | 'nobody',
    quietHours: null as { fromMinute: number; untilMinute: number } | null,
  }
  const change = (id: string, part: Partial<MirrorView>): void => {
    mirrors = mirrors.map((one) => (one.mirrorId === id ? { ...one, ...part } : one))
    emit('mirrors.changed')
  }
  const federationId = sampleStatus().federationId
  const alertId = { id: hexId(200, 32) }
  const transferId = { id: hexId(1, 16) }
  const fileId = { id: hexId(2, 16) }
  return {
    setup: {
      status: () => ({ phase, vault: 'passphrase', suggestedLanguage: 'en' }),
      create: () => {
        phase = 'open'
        return { nodeId: nodeIdOf('a') }
      },
      restore: () => ({ nodeId: nodeIdOf('a') }),
      unlock: () => ({ nodeId: nodeIdOf('a') }),
    },
    host: {
      describe: () => ({
        host: 'node',
        version: '0.1.0',
        dataDir: '~/.local/share/mirrorwell',
        notifications: false,
        filePicker: false,
      }),
      confirm: ({ method, subject }) => ({
        confirmationId: `${method} ${subject}`,
        untilMs: SAMPLE_NOW_MS + 60_000,
      }),
      diagnostics: () => ({ text: 'mirrorwell 0.1.0' }),
    },
    node: { status: () => sampleStatus(), setProfile: () => ({}) },
    mirrors: {
      list: () => ({ mirrors: [...mirrors] }),
      add: ({ name }) => {
        const added = sampleMirror(40 + mirrors.length, { name, sinceMs: SAMPLE_NOW_MS })
        mirrors = [...mirrors, added]
        emit('mirrors.changed')
        return { mirrorId: added.mirrorId }
      },
      revoke: ({ mirrorId }) => change(mirrorId, { revoked: true }) ?? {},
      unlock: ({ mirrorId, pin }) => {
        if (pin !== FAKE_PIN) throw new MirrorError('pin-wrong', { triesLeft: 4 })
        change(mirrorId, { unlocked: true })
        return {}
      },
      lock: ({ mirrorId }) => change(mirrorId, { unlocked: false }) ?? {},
      changePin: () => ({}),
    },
    policy: { get: () => ({ transfersNeed: 1 }), set: (input) => input },
    settings: {
      get: () => settings,
      set: (patch) => {
        settings = { ...settings, ...(Object.fromEntries(Object.entries(patch)) as Partial<typeof settings>) }
        emit('settings.changed')
        return settings
      },
    },
    limits: { list: () => ({ limits: [] }), set: (input) => input },
    invites: {
      create: () => ({
        invite: 'mirrorwell://invitation',
        inviteId: hexId(7, 16),
        expiresAtMs: SAMPLE_NOW_MS + 7 * 86_400_000,
      }),
      inspect: () => ({
        inviterId: nodeIdOf('b'),
        inviterName: 'Björk',
        federationId,
        practice: false,
        expiresAtMs: SAMPLE_NOW_MS + 86_400_000,
        addresses: [],
      }),
      accept: () => ({ nodeId: nodeIdOf('b'), federationId }),
      revoke: () => ({}),
      list: () => ({ invites: [] }),
    },
    federation: {
      describe: () => ({
        federationId,
        practice: false,
        founders: [nodeIdOf('a')],
        joinedAtMs: SAMPLE_NOW_MS - 86_400_000,
        archived: [],
      }),
      leave: () => ({ federationId }),
    },
    backup: {
      status: () => ({ wordsWrittenAtMs: null, drilledAtMs: null, fileWrittenAtMs: null, nudge: false }),
      writeWords: () => ({ path: '~/.local/share/mirrorwell/words.txt' }),
      drillQuestions: () => ({ positions: [3, 9, 14, 22] }),
      drill: () => ({}),
      writeFile: () => ({ path: '~/.local/share/mirrorwell/copy.mirrorwell', sizeBytes: 4_096 }),
      confirmEpoch: () => ({}),
    },
    clock: {
      now: () => ({ nowMs: SAMPLE_NOW_MS, advancedMs: 0, adjustable: false }),
      advance: ({ ms }) => ({ nowMs: SAMPLE_NOW_MS + ms, advancedMs: ms }),
    },
    resources: {
      record: (input) => ({
        resource: input.resource,
        level: input.level,
        state: 'enough',
        published: true,
        nextReportAtMs: SAMPLE_NOW_MS + 3_600_000,
      }),
      own: () => ({ resources: [] }),
      history: () => ({ points: [] }),
      importCsv: () => ({ accepted: 0, rejected: [], preview: [] }),
      remove: () => ({}),
    },
    privacy: {
      setAccuracy: ({ resource }) => ({ resource, within: 0.2, epsilon: 0.5 }),
      budget: () => ({ resources: [] }),
    },
    practice: {
      status: () => samplePractice({ inside: false, running: false }),
      enter: () => ({ mirrorName: 'You', pin: '1234' }),
      leave: () => ({}),
      log: () => ({ nodes: [], lines: [] }),
    },
    transfers: {
      offer: () => ({ ...transferId, warning: null }),
      counter: () => ({ ...transferId, warning: null }),
      talk: () => ({}),
      agreeTerms: () => ({}),
      decide: () => ({}),
      endNow: () => ({}),
      report: () => ({}),
      confirmReceipt: ({ book }) => ({ booked: book }),
      get: ({ id }) => sampleTransfer(1, { id }),
      list: () => ({ transfers: [] }),
      hints: () => ({ hints: [] }),
      earmarks: () => ({ earmarks: [] }),
    },
    map: {
      reports: () => ({ reports: [] }),
      oldest: () => ({ oldest: null }),
      history: () => ({ points: [] }),
    },
    alerts: {
      raise: () => ({ ...alertId, heldBack: false }),
      correct: () => alertId,
      list: () => ({ alerts: [] }),
      get: () => ({ alerts: [] }),
      review: () => alertId,
      acknowledge: () => ({}),
      snooze: () => ({}),
      resolve: () => ({}),
      reopen: () => ({}),
      exportBundle: () => ({
        bundle: 'mirrorwell-alerts/1\nAA',
        fileName: 'mirrorwell-alerts.txt',
        alerts: 1,
      }),
      importBundle: () => ({ accepted: [], alongside: 0, rejected: [] }),
    },
    seeds: {
      offer: () => ({ id: hexId(201, 32) }),
      list: () => ({ seeds: [] }),
      get: () => {
        throw new MirrorError('seed-unknown')
      },
      preview: () => ({ difference: { against: null, changes: [] }, adds: sampleAdds() }),
      tryOut: () => ({ rendered: '', checks: [] }),
      plant: () => ({ slug: 'page' }),
      uproot: () => ({}),
      refuse: () => ({}),
      exportBundle: () => ({ bundle: 'mirrorwell-seeds/1\nAA', fileName: 'lessons.mirrorwell-seeds' }),
      importBundle: () => ({ accepted: [], rejected: [] }),
    },
    handbook: {
      pages: () => ({ pages: [] }),
      page: () => {
        throw new MirrorError('page-unknown')
      },
    },
    trust: {
      get: () => ({ flags: [], isolation: null, isolatedUntilMs: null, isolatedBy: null, over: [] }),
      list: () => ({ isolations: [], isolatedBy: [] }),
      flag: () => ({}),
      isolate: ({ forMs }) => ({ untilMs: SAMPLE_NOW_MS + forMs }),
      release: () => ({}),
      appeal: () => ({}),
    },
    neighbours: {
      list: () => ({ neighbours: [] }),
      pin: () => ({}),
      talk: () => ({ id: hexId(1, 16) }),
      conversation: () => ({ messages: [] }),
      conversations: () => ({ conversations: [] }),
      markRead: () => ({}),
      report: () => ({ id: hexId(2, 16), sent: true }),
      wake: () => ({ id: hexId(3, 16) }),
      checkAlive: () => ({ alive: true, roundTripMs: 21, atMs: SAMPLE_NOW_MS, reason: null }),
      restart: () => ({ connected: true, attempts: 1, steps: [] }),
      calls: () => ({ calls: [] }),
      markSeen: () => ({}),
      meetings: () => ({ meetings: [] }),
      sessions: () => ({
        sessions: [],
        housekeeping: { everyMs: 30_000, lastAtMs: null, halfOpen: 0, remembered: 0 },
      }),
    },
    files: {
      list: () => ({ files: [] }),
      prepare: () => fileId,
      addPiece: ({ atByte }) => ({ nextByte: atByte + 1 }),
      offer: () => fileId,
      accept: () => ({}),
      refuse: () => ({}),
      pause: () => ({}),
      resume: () => ({}),
      cancel: () => ({}),
      remove: () => ({}),
      piece: () => ({ bytes: '', sizeBytes: 0 }),
      saveTo: ({ path }) => ({ path }),
    },
    attachments: {
      list: () => ({ attachments: [] }),
      prepare: () => fileId,
      addPiece: ({ atByte }) => ({ nextByte: atByte + 1, root: null }),
      cancel: () => ({}),
      takeIn: () => ({ root: hexId(202, 32) }),
      want: () => ({}),
      discard: () => ({}),
      remove: () => ({}),
      piece: () => ({ bytes: '', sizeBytes: 0 }),
      saveTo: ({ path }) => ({ path }),
    },
  }
}
